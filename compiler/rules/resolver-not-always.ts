import { isToldByGenerating, resolvingClaims } from '../claim-resolvers.ts';
import type { Rule } from '../rule.ts';

/** Claim resolvers of claims need AlwaysUseDefaultValue. @see facts policy-language 9 */
export const resolverNotAlways: Rule = {
  name: 'resolver-not-always',
  severity: 'warning',
  why: 'The claim resolver is asked only where the claim has no value yet, so an old one wins.',
  fix: 'Add AlwaysUseDefaultValue="true".',
  examples: {
    bad: `<Item Key="IncludeClaimResolvingInClaimsHandling">true</Item>
<InputClaim ClaimTypeReferenceId="email" DefaultValue="{OIDC:LoginHint}" />`,
    good: `<Item Key="IncludeClaimResolvingInClaimsHandling">true</Item>
<InputClaim ClaimTypeReferenceId="email" DefaultValue="{OIDC:LoginHint}" AlwaysUseDefaultValue="true" />`,
  },
  isPerRelyingParty: true,
  check(policy, report) {
    for (const resolving of resolvingClaims(policy)) {
      const { claim, profile } = resolving;
      const { claimTypeReferenceId: id, defaultValue } = claim;
      if (claim.alwaysUseDefaultValue || isToldByGenerating(resolving)) continue;
      report(
        claim,
        `"${defaultValue}" of "${id}" in "${profile.id}" is a claim resolver that a value overrules.`,
      );
    }
  },
};
