import { fold } from '../id-map.ts';
import type { Rule } from '../rule.ts';

/** All policies of a chain are of one tenant. @see facts policy-language 10 */
export const docTenantMismatch: Rule = {
  name: 'doc-tenant-mismatch',
  severity: 'error',
  why: 'B2C refuses the upload of a policy whose TenantId, or that of its base, is not that of the tenant.',
  fix: 'Use the same TenantId in the policy, its BasePolicy and all policies of the chain.',
  examples: {
    bad: {
      'Base.xml': '<TrustFrameworkPolicy TenantId="fabrikam.onmicrosoft.com" />',
      'SignUp.xml': '<TrustFrameworkPolicy TenantId="contoso.onmicrosoft.com" />',
    },
    good: {
      'Base.xml': '<TrustFrameworkPolicy TenantId="contoso.onmicrosoft.com" />',
      'SignUp.xml': '<TrustFrameworkPolicy TenantId="contoso.onmicrosoft.com" />',
    },
  },
  checkSet({ set }, report) {
    for (const policy of set.policies) {
      const { tenantId, basePolicy } = policy;
      if (!basePolicy || !isTenant(tenantId)) continue;
      const base = set.bases.get(policy);
      const named = basePolicy.tenantId;
      if (isOther(named, tenantId)) {
        report(
          basePolicy,
          `The base policy's TenantId is "${named}", that of the policy "${tenantId}".`,
        );
      } else if (base && isOther(base.tenantId, tenantId)) {
        const message = `The TenantId is "${tenantId}", but that of "${base.policyId}" is "${base.tenantId}".`;
        report(policy, message);
      }
    }
  },
};

/** Placeholders of tools may stand for anything. */
function isTenant(tenantId: string): boolean {
  return /^[A-Za-z0-9.]+$/.test(tenantId);
}

function isOther(one: string, other: string): boolean {
  return isTenant(one) && fold(one) !== fold(other);
}
