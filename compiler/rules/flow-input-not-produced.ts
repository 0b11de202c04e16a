import { claimReads } from '../claim-reads.ts';
import type { Rule } from '../rule.ts';

/**
 * A required input claim is set by a step before. What a journey may set is taken broadly: all
 * branches, selections and sub journeys. Whether B2C asks for the key of a directory profile too,
 * Required or not, is unconfirmed. @see facts policy-language 10, 12
 */
export const flowInputNotProduced: Rule = {
  name: 'flow-input-not-produced',
  severity: 'error',
  why: 'B2C refuses a journey in which a technical profile requires a claim that is an output of no step before it.',
  fix: 'Output the claim in a step before, give the InputClaim a DefaultValue, or leave out Required.',
  examples: {
    bad: '<InputClaim ClaimTypeReferenceId="membershipNumber" Required="true" />',
    good: '<InputClaim ClaimTypeReferenceId="displayName" Required="true" />',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const read of claimReads(policy)) {
      const { claim, isEverSet, unset } = read;
      if (!claim.required) continue;
      // Where no step has the claim, the InputClaim is at fault; otherwise the steps without it are.
      for (const { at, call } of isEverSet ? unset : unset.slice(0, 1)) {
        const element = isEverSet ? (call.exchange ?? at.step) : claim;
        const step = `step ${at.step.order} of "${at.journey.id}"`;
        const message = `"${call.profile.id}" requires "${claim.claimTypeReferenceId}", but nothing sets it before ${step}.`;
        report(element, message);
      }
    }
  },
};
