import { claimsOfProfiles, isToldByGenerating } from '../claim-resolvers.ts';
import { fold } from '../id-map.ts';
import type { TechnicalProfile } from '../model.ts';
import type { Rule } from '../rule.ts';

/** Claim resolvers of claims need IncludeClaimResolvingInClaimsHandling. @see facts policy-language 9 */
export const resolverNotEnabled: Rule = {
  name: 'resolver-not-enabled',
  severity: 'error',
  why: 'B2C takes the claim resolver as plain text, braces and all.',
  fix: 'Add <Item Key="IncludeClaimResolvingInClaimsHandling">true</Item> to the Metadata.',
  examples: {
    bad: '<InputClaim ClaimTypeReferenceId="email" DefaultValue="{OIDC:LoginHint}" AlwaysUseDefaultValue="true" />',
    good: `<Item Key="IncludeClaimResolvingInClaimsHandling">true</Item>
<InputClaim ClaimTypeReferenceId="email" DefaultValue="{OIDC:LoginHint}" AlwaysUseDefaultValue="true" />`,
  },
  check(policy, report) {
    for (const resolving of claimsOfProfiles(policy)) {
      const { claim, profile } = resolving;
      if (isEnabled(profile) || isToldByGenerating(resolving)) continue;
      const { claimTypeReferenceId: id, defaultValue } = claim;
      report(
        claim,
        `"${defaultValue}" of "${id}" is not resolved: "${profile.id}" does not ask for it.`,
      );
    }
  },
};

/** What is neither true nor false, like a token of a tool, may become true. */
function isEnabled({ metadata }: TechnicalProfile): boolean {
  const key = fold('IncludeClaimResolvingInClaimsHandling');
  const value = metadata.find((item) => fold(item.key) === key)?.value.trim();
  return value !== undefined && !/^(false|0|)$/i.test(value);
}
