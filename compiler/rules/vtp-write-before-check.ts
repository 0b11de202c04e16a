import { readClaims } from '../claims-read.ts';
import { isNewAccount } from '../directory-profile.ts';
import { fold } from '../id-map.ts';
import type { EffectivePolicy, TechnicalProfile, ValidationTechnicalProfile } from '../model.ts';
import { isRestful } from '../restful-technical-profile.ts';
import type { Rule } from '../rule.ts';
import { validationLists } from '../validation-lists.ts';

/**
 * What an API may refuse is asked before the account is made. An API that reads what the write returns,
 * returns claims itself, or may fail comes rightly after it. @see facts rest-contract 5.2
 */
export const vtpWriteBeforeCheck: Rule = {
  name: 'vtp-write-before-check',
  severity: 'warning',
  why: 'When the API refuses, the account is there already, and the next try says that it exists.',
  fix: 'List the RESTful technical profile before the directory write.',
  examples: {
    bad: `<TechnicalProfile Id="REST-CheckName">
  <Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.RestfulProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
  <Metadata>
    <Item Key="ServiceUrl">https://api.contoso.com/api/check-name</Item>
  </Metadata>
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="displayName" />
  </InputClaims>
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="AAD-UserWriteUsingLogonEmail" />
<ValidationTechnicalProfile ReferenceId="REST-CheckName" />`,
    good: `<ValidationTechnicalProfile ReferenceId="AAD-UserWriteUsingLogonEmail" />
<ValidationTechnicalProfile ReferenceId="REST-GetMembership" />`,
  },
  check(policy, report) {
    for (const entries of validationLists(policy)) {
      const first = entries.findIndex(
        ({ validation, profile }) => isCertain(validation) && isNewAccount(profile),
      );
      const write = entries[first]?.profile;
      for (const { validation, profile } of entries.slice(first + 1)) {
        if (!write || !isCertain(validation) || !couldBeFirst(policy, profile, write)) continue;
        report(validation, `"${profile.id}" runs after "${write.id}" has made the account.`);
      }
    }
  },
};

function isCertain({ preconditions, continueOnError }: ValidationTechnicalProfile): boolean {
  return preconditions.length === 0 && !continueOnError;
}

/** Whether a RESTful technical profile only checks, and reads nothing that the write returns. */
function couldBeFirst(
  policy: EffectivePolicy,
  profile: TechnicalProfile,
  write: TechnicalProfile,
): boolean {
  if (!isRestful(profile) || profile.outputClaims.length > 0) return false;
  const reads = readClaims(policy, profile);
  return write.outputClaims.every(({ claimTypeReferenceId: id }) => !reads.has(fold(id)));
}
