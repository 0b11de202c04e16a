import { fold } from '../id-map.ts';
import type { Rule } from '../rule.ts';

/** PublicPolicyUri is http://<TenantId>/<PolicyId>. @see facts policy-language 1.1 */
export const docPublicUri: Rule = {
  name: 'doc-public-uri',
  severity: 'warning',
  why: 'A URI of another policy is mostly left over from a copy, and misleads whoever reads it.',
  fix: 'Set PublicPolicyUri to "http://", the TenantId, "/" and the PolicyId.',
  examples: {
    bad: '<TrustFrameworkPolicy PublicPolicyUri="http://contoso.onmicrosoft.com/B2C_1A_Copied" />',
    good: '<TrustFrameworkPolicy PublicPolicyUri="http://contoso.onmicrosoft.com/B2C_1A_Example" />',
  },
  checkFile(file, report) {
    const { tenantId, policyId, publicPolicyUri } = file;
    if (publicPolicyUri === undefined) return;
    const uri = publicPolicyUri.trim().replace(/^https:/i, 'http:');
    const expected = `http://${tenantId}/${policyId}`;
    if (fold(uri) === fold(expected)) return;
    report(file, `The PublicPolicyUri is "${publicPolicyUri}", not "${expected}".`);
  },
};
