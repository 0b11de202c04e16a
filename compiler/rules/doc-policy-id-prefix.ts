import type { Rule } from '../rule.ts';

/** A PolicyId begins with B2C_1A_. @see facts policy-language 1.1 */
export const docPolicyIdPrefix: Rule = {
  name: 'doc-policy-id-prefix',
  severity: 'error',
  why: 'B2C takes custom policies under this prefix only.',
  fix: 'Begin the PolicyId with "B2C_1A_", also in PublicPolicyUri and in the BasePolicy of others.',
  examples: {
    bad: '<TrustFrameworkPolicy PolicyId="SignUp" />',
    good: '<TrustFrameworkPolicy PolicyId="B2C_1A_SignUp" />',
  },
  checkFile(file, report) {
    if (/^B2C_1A_/i.test(file.policyId)) return;
    report(file, `The PolicyId "${file.policyId}" does not begin with "B2C_1A_".`);
  },
};
