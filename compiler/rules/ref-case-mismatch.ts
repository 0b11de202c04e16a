import type { PolicyReference } from '../policy-references.ts';
import type { Rule } from '../rule.ts';
import { misspelledReferences } from '../unresolved-references.ts';

/**
 * Ids are compared without regard to case; whoever reads or searches the policy does not. @see facts
 * policy-language 1.6
 */
export const refCaseMismatch: Rule = {
  name: 'ref-case-mismatch',
  severity: 'notice',
  why: 'B2C finds it, but a search does not, and claims travel under the declared spelling.',
  fix: 'Spell the reference as the declaration does.',
  autofix: 'Spells it as declared, but for claims of technical profiles without PartnerClaimType.',
  examples: {
    bad: '<OutputClaim ClaimTypeReferenceId="MembershipNumber" PartnerClaimType="number" />',
    good: '<OutputClaim ClaimTypeReferenceId="membershipNumber" PartnerClaimType="number" />',
  },
  checkSet({ set }, report) {
    for (const reference of misspelledReferences(set)) {
      const { id, declared, element } = reference;
      const change = { kind: 'respell-reference', from: id, to: declared } as const;
      const changes = mayName(reference) ? [] : [change];
      report(element, `"${id}" is declared as "${declared}".`, ...changes);
    }
  },
};

/** Which spelling names a claim without PartnerClaimType on the wire is not documented. */
function mayName({ kind, isRead, element }: PolicyReference): boolean {
  return kind === 'claim type' && isRead && !('partnerClaimType' in element);
}
