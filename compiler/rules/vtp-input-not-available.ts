import type { EffectivePolicy, InputClaim, TechnicalProfile } from '../model.ts';
import type { Rule } from '../rule.ts';
import { type RunningProfile, runningProfiles } from '../validation-flow.ts';

/**
 * What a validation technical profile reads comes from its page or from earlier. One that several pages
 * share is reported where none of them has the claim. @see facts policy-language 5.4
 */
export const vtpInputNotAvailable: Rule = {
  name: 'vtp-input-not-available',
  severity: 'warning',
  why: 'The validation technical profile runs without the claim, and fails or decides on too little.',
  fix: 'Add the claim to the OutputClaims of the page, set it in a step before, or give it a DefaultValue.',
  examples: {
    bad: `<TechnicalProfile Id="REST-Points">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="passwordPolicies" />
  </InputClaims>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="REST-Points" />`,
    good: `<TechnicalProfile Id="REST-Points">
  <InputClaims>
    <InputClaim ClaimTypeReferenceId="email" />
  </InputClaims>
  <IncludeTechnicalProfile ReferenceId="REST-GetMembership" />
</TechnicalProfile>
<ValidationTechnicalProfile ReferenceId="REST-Points" />`,
  },
  check(policy, report) {
    const missing = new Map<InputClaim, string>();
    const found = new Set<InputClaim>();
    for (const running of runningProfiles(policy)) {
      const { profile, page } = running;
      for (const claim of profile.inputClaims) {
        if (!page || isAvailable(policy, running, claim)) found.add(claim);
        else missing.set(claim, readsFor(page, profile, claim));
      }
    }
    for (const [claim, reads] of missing) {
      if (!found.has(claim)) report(claim, `${reads}, but nothing sets it before.`);
    }
  },
};

function isAvailable(
  { claimTypes }: EffectivePolicy,
  { mayHave }: RunningProfile,
  { claimTypeReferenceId: id }: InputClaim,
): boolean {
  return mayHave(id) || !claimTypes.has(id);
}

function readsFor(
  page: TechnicalProfile,
  profile: TechnicalProfile,
  { claimTypeReferenceId }: InputClaim,
): string {
  return `"${profile.id}" reads "${claimTypeReferenceId}" for "${page.id}"`;
}
