import { isMetadataTrue } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';

/** A path into the JSON of the answer needs its switch. @see facts rest-contract 3.3 */
export const restNestedClaim: Rule = {
  name: 'rest-nested-claim',
  severity: 'warning',
  why: 'B2C looks for a property with the whole path as its name, finds none, and the claim stays unset.',
  fix: 'Set ResolveJsonPathsInJsonTokens to true, or let the API answer with flat JSON.',
  examples: {
    bad: '<OutputClaim ClaimTypeReferenceId="membershipNumber" PartnerClaimType="membership.number" />',
    good: `<Item Key="ResolveJsonPathsInJsonTokens">true</Item>
<OutputClaim ClaimTypeReferenceId="membershipNumber" PartnerClaimType="membership.number" />`,
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      if (isMetadataTrue(profile, 'ResolveJsonPathsInJsonTokens')) continue;
      for (const claim of profile.outputClaims) {
        const name = claim.partnerClaimType ?? '';
        if (!isPath(name) || claim.alwaysUseDefaultValue) continue;
        report(claim, `"${profile.id}" reads "${name}" as one property, not as a path.`);
      }
    }
  },
};

/** `account.tier`, `roles[0]`; not `http://…`, and not the directory's own `signInNames.emailAddress`. */
function isPath(name: string): boolean {
  if (/^(signInNames|strongAuthentication\w*)\./i.test(name)) return false;
  return /^[\w~-]+(\.[\w~-]+|\[\d+\])+$/.test(name);
}
