import { fold } from '../id-map.ts';
import type { ClaimReference } from '../model.ts';
import type { Report, Rule } from '../rule.ts';

/**
 * A claim stands once in a list, unless it travels under two names. @see facts policy-language 2.1
 */
export const dupClaimInList: Rule = {
  name: 'dup-claim-in-list',
  severity: 'notice',
  why: 'The second entry has no effect of its own.',
  fix: 'Remove one of them, or give it another PartnerClaimType.',
  autofix: 'Removes all but the first, where all of them say the same.',
  examples: {
    bad: `<OutputClaim ClaimTypeReferenceId="membershipNumber" />
<OutputClaim ClaimTypeReferenceId="membershipNumber" />`,
    good: `<OutputClaim ClaimTypeReferenceId="membershipNumber" />
<OutputClaim ClaimTypeReferenceId="displayName" />`,
  },
  checkFile(file, report) {
    const ofParty = file.relyingParty?.technicalProfiles ?? [];
    for (const profile of [...file.technicalProfiles, ...ofParty]) {
      const { inputClaims, persistedClaims, outputClaims } = profile;
      for (const list of [inputClaims, persistedClaims, outputClaims]) {
        const alike = Map.groupBy<string, ClaimReference>(list, keyOf);
        for (const claims of alike.values()) reportOthers(claims, report);
      }
    }
  },
};

function reportOthers(claims: readonly ClaimReference[], report: Report): void {
  const [first, ...others] = claims;
  if (others.length === 0) return;
  const isSame = new Set(claims.map(attributesOf)).size === 1;
  const changes = isSame ? [{ kind: 'remove' } as const] : [];
  for (const claim of others) {
    const { claimTypeReferenceId: id } = claim;
    const message = `"${id}" is in the list already, in line ${first?.position.line}.`;
    report(claim, message, ...changes);
  }
}

function keyOf({ claimTypeReferenceId, partnerClaimType }: ClaimReference): string {
  return JSON.stringify([fold(claimTypeReferenceId), partnerClaimType]);
}

function attributesOf({ position: _position, ...attributes }: ClaimReference): string {
  return JSON.stringify(attributes);
}
