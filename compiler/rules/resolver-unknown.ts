import { resolvingClaims, unknownResolvers } from '../claim-resolvers.ts';
import { Suggestions } from '../did-you-mean.ts';
import type { Rule } from '../rule.ts';

/** The name of a claim resolver is one that its category lists. @see facts policy-language 9 */
export const resolverUnknown: Rule = {
  name: 'resolver-unknown',
  severity: 'warning',
  why: 'B2C stops the journey with AADB2C90044 where it does not know a claim resolver.',
  fix: 'Correct the name of the claim resolver.',
  examples: {
    bad: `<Item Key="IncludeClaimResolvingInClaimsHandling">true</Item>
<InputClaim ClaimTypeReferenceId="email" DefaultValue="{OIDC:LogonHint}" AlwaysUseDefaultValue="true" />`,
    good: `<Item Key="IncludeClaimResolvingInClaimsHandling">true</Item>
<InputClaim ClaimTypeReferenceId="email" DefaultValue="{OIDC:LoginHint}" AlwaysUseDefaultValue="true" />`,
  },
  isPerRelyingParty: true,
  check(policy, report) {
    const suggestions = new Suggestions();
    for (const { claim } of resolvingClaims(policy)) {
      for (const { text, name, names } of unknownResolvers(claim.defaultValue ?? '')) {
        const hint = suggestions.for(name, () => names);
        report(claim, `Nothing documents the claim resolver "${text}".${hint}`);
      }
    }
  },
};
