import { directoryOperation, persistedAs } from '../directory-profile.ts';
import { hasWholeChain } from '../journey-steps.ts';
import type { TechnicalProfile } from '../model.ts';
import type { Rule } from '../rule.ts';

/**
 * Password rules of the policy take the place of the directory's own. Only predicates are looked at:
 * a Pattern on the password claim is older than the check (unconfirmed). @see facts policy-language 10
 */
export const pwDisableStrongPassword: Rule = {
  name: 'pw-disable-strong-password',
  severity: 'error',
  why: 'B2C refuses to write a password with predicates of its own while the directory still applies its rules.',
  fix: 'Persist "passwordPolicies" with the DefaultValue "DisablePasswordExpiration, DisableStrongPassword".',
  examples: {
    bad: `<Predicate Id="Strong" Method="IncludesCharacters">
  <Parameters><Parameter Id="CharacterSet">0-9</Parameter></Parameters>
</Predicate>
<PredicateValidation Id="LongPassword">
  <PredicateGroups>
    <PredicateGroup Id="Strong">
      <PredicateReferences><PredicateReference Id="Strong" /></PredicateReferences>
    </PredicateGroup>
  </PredicateGroups>
</PredicateValidation>
<ClaimType Id="newPassword">
  <DataType>string</DataType>
  <UserInputType>Password</UserInputType>
  <PredicateValidationReference Id="LongPassword" />
</ClaimType>
<PersistedClaim ClaimTypeReferenceId="newPassword" PartnerClaimType="password" />`,
    good: '<PersistedClaim ClaimTypeReferenceId="newPassword" PartnerClaimType="password" />',
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const profile of policy.technicalProfiles.values()) {
      const password = persistedAs(profile, 'password');
      if (!password || directoryOperation(profile) !== 'Write' || keepsOwnRules(profile)) continue;
      const claimType = policy.claimTypes.get(password.claimTypeReferenceId);
      if (!claimType?.predicateValidationReference) continue;
      const message = `"${profile.id}" writes "${claimType.id}", which has predicates, without "DisableStrongPassword".`;
      report(password, message);
    }
  },
};

/** A value that comes from the claims bag is not known here. */
function keepsOwnRules(profile: TechnicalProfile): boolean {
  const policies = persistedAs(profile, 'passwordPolicies');
  if (!policies) return false;
  const { defaultValue } = policies;
  return defaultValue === undefined || /DisableStrongPassword|\{/i.test(defaultValue);
}
