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
  examples: {
    bad: '<OutputClaim ClaimTypeReferenceId="MembershipNumber" />',
    good: '<OutputClaim ClaimTypeReferenceId="membershipNumber" />',
  },
  checkSet({ set }, report) {
    for (const { id, declared, element } of misspelledReferences(set)) {
      report(element, `"${id}" is declared as "${declared}".`);
    }
  },
};
