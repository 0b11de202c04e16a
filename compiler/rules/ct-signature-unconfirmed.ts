import type { Rule } from '../rule.ts';
import { copyEmailExample } from '../transformation-example.ts';
import { claimFaults } from '../transformation-method.ts';

/**
 * Output claims fit their method as input claims do, and methods of no current page are used as samples
 * use them. That B2C checks either at upload is unconfirmed. @see facts claims-transformations 1.2, 10
 */
export const ctSignatureUnconfirmed: Rule = {
  name: 'ct-signature-unconfirmed',
  severity: 'warning',
  why: 'As far as is known the method has no such claim, so B2C refuses it, or the claim stays as it was.',
  fix: 'Correct the TransformationClaimType, or use a claim of the DataType that the method expects.',
  examples: {
    bad: copyEmailExample({ output: 'newUser' }),
    good: copyEmailExample(),
  },
  check(policy, report) {
    for (const { element, message } of claimFaults(policy, 'assumed')) report(element, message);
  },
};
