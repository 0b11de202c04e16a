import type { EffectivePolicy, InputClaim } from '../model.ts';
import { callersOf } from '../profile-callers.ts';
import type { Rule } from '../rule.ts';
import type { Position } from '../source.ts';
import { runningProfiles } from '../validation-flow.ts';

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
  checkSet({ policies }, report) {
    const reads = new Map<Position, Read>();
    for (const policy of policies) collectReads(policy, reads);
    for (const { claim, reads: sentence, isAvailable } of reads.values()) {
      if (!isAvailable) report(claim, `${sentence}, but nothing sets it before.`);
    }
  },
};

interface Read {
  readonly claim: InputClaim;
  readonly reads: string;
  isAvailable: boolean;
}

/** Relying parties share the claims of their base, and one that has the claim is enough. */
function collectReads(policy: EffectivePolicy, reads: Map<Position, Read>): void {
  for (const { profile, page = profile, mayHave } of runningProfiles(policy)) {
    if (page === profile || callersOf(policy, profile.id).actions.length > 0) continue;
    for (const claim of profile.inputClaims) {
      const id = claim.claimTypeReferenceId;
      const sentence = `"${profile.id}" reads "${id}" for "${page.id}"`;
      const read = reads.get(claim.position) ?? { claim, reads: sentence, isAvailable: false };
      if (mayHave(id) || !policy.claimTypes.has(id)) read.isAvailable = true;
      reads.set(claim.position, read);
    }
  }
}
