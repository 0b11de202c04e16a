import { claimReads } from '../claim-reads.ts';
import type { Rule } from '../rule.ts';
import { technicalProfileType } from '../technical-profile-type.ts';

/** What a step sends to a REST API has a value on some path. @see facts rest-contract 1.3 */
export const flowOptionalInputNotProduced: Rule = {
  name: 'flow-optional-input-not-produced',
  severity: 'notice',
  why: 'B2C leaves out an input claim without a value, so the API never gets this one.',
  fix: 'Output the claim in a step before, give the InputClaim a DefaultValue, or remove it.',
  examples: {
    bad: '<InputClaim ClaimTypeReferenceId="membershipNumber" />',
    good: '<InputClaim ClaimTypeReferenceId="displayName" />',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const { claim, profile, isEverSet } of claimReads(policy)) {
      if (isEverSet || claim.required || technicalProfileType(profile) !== 'restful') continue;
      const id = claim.claimTypeReferenceId;
      const message = `"${profile.id}" never gets "${id}": nothing sets it before a step that runs it.`;
      report(claim, message);
    }
  },
};
