import { isMetadataTrue } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';

/** An index in a path stands in brackets. @see facts rest-contract 3.3 */
export const restDottedIndex: Rule = {
  name: 'rest-dotted-index',
  severity: 'warning',
  why: 'After a dot B2C looks for a property of that name, not for an item of an array, and the claim stays unset.',
  fix: 'Put the index into brackets, as in "emails[0].address".',
  examples: {
    bad: `<Item Key="ResolveJsonPathsInJsonTokens">true</Item>
<OutputClaim ClaimTypeReferenceId="membershipNumber" PartnerClaimType="memberships.0.number" />`,
    good: `<Item Key="ResolveJsonPathsInJsonTokens">true</Item>
<OutputClaim ClaimTypeReferenceId="membershipNumber" PartnerClaimType="memberships[0].number" />`,
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      if (!isMetadataTrue(profile, 'ResolveJsonPathsInJsonTokens')) continue;
      for (const claim of profile.outputClaims) {
        const path = claim.partnerClaimType ?? '';
        if (!/\.\d+(?=[.[]|$)/.test(path)) continue;
        const meant = path.replace(/\.(\d+)(?=[.[]|$)/g, '[$1]');
        report(claim, `The path "${path}" has an index after a dot. Did you mean "${meant}"?`);
      }
    }
  },
};
