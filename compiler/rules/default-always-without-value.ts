import { claimsWithDefaults } from '../default-values.ts';
import type { Rule } from '../rule.ts';

/** AlwaysUseDefaultValue comes with a DefaultValue. @see facts policy-language 4 */
export const defaultAlwaysWithoutValue: Rule = {
  name: 'default-always-without-value',
  severity: 'error',
  why: 'There is no default to use, so the claim loses its value.',
  fix: 'Add a DefaultValue, or remove AlwaysUseDefaultValue.',
  examples: {
    bad: '<InputClaim ClaimTypeReferenceId="email" AlwaysUseDefaultValue="true" />',
    good: '<InputClaim ClaimTypeReferenceId="email" DefaultValue="unknown" AlwaysUseDefaultValue="true" />',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const claim of claimsWithDefaults(policy)) {
      if (claim.defaultValue !== undefined) continue;
      report(
        claim,
        `"${claim.claimTypeReferenceId}" is to use a default value always, but has none.`,
      );
    }
  },
};
