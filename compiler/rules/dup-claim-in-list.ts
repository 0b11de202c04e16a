import { fold } from '../id-map.ts';
import type { ClaimReference } from '../model.ts';
import type { Rule } from '../rule.ts';

/**
 * A claim stands once in a list, unless it travels under two names. @see facts policy-language 2.1
 */
export const dupClaimInList: Rule = {
  name: 'dup-claim-in-list',
  severity: 'notice',
  why: 'The second entry has no effect of its own.',
  fix: 'Remove one of them, or give it another PartnerClaimType.',
  examples: {
    bad: `<OutputClaim ClaimTypeReferenceId="membershipNumber" />
<OutputClaim ClaimTypeReferenceId="membershipNumber" />`,
    good: `<OutputClaim ClaimTypeReferenceId="membershipNumber" />
<OutputClaim ClaimTypeReferenceId="displayName" />`,
  },
  checkFile(file, report) {
    for (const profile of [
      ...file.technicalProfiles,
      ...(file.relyingParty?.technicalProfiles ?? []),
    ]) {
      const { inputClaims, persistedClaims, outputClaims } = profile;
      for (const list of [inputClaims, persistedClaims, outputClaims]) {
        const firsts = new Map<string, ClaimReference>();
        for (const claim of list) {
          const key = JSON.stringify([fold(claim.claimTypeReferenceId), claim.partnerClaimType]);
          const first = firsts.get(key);
          if (!first) firsts.set(key, claim);
          else {
            const { line } = first.position;
            report(
              claim,
              `"${claim.claimTypeReferenceId}" is in the list already, in line ${line}.`,
            );
          }
        }
      }
    }
  },
};
