import type { Rule } from '../rule.ts';
import { copyEmailExample } from '../transformation-example.ts';
import { claimFaults } from '../transformation-method.ts';

/** Input claims have the names and DataTypes that the method expects. @see facts claims-transformations 1.2 */
export const ctSignature: Rule = {
  name: 'ct-signature',
  severity: 'error',
  why: 'B2C compares DataType and TransformationClaimType of every input claim with the method, and refuses the upload.',
  fix: 'Correct the TransformationClaimType, or use a claim of the DataType that the method expects.',
  examples: {
    bad: copyEmailExample({ input: 'input' }),
    good: copyEmailExample(),
  },
  check(policy, report) {
    for (const { element, message } of claimFaults(policy, 'refused')) report(element, message);
  },
};
