import { fold } from '../id-map.ts';
import { metadataValue } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';

/** A password that leaves B2C does so knowingly; one in a URL is another rule's. @see facts rest-contract 1.4 */
export const restPasswordClaimSent: Rule = {
  name: 'rest-password-claim-sent',
  severity: 'warning',
  why: 'The API sees passwords in clear text: it must neither log nor keep them.',
  fix: 'Remove the InputClaim, unless the API moves accounts from another directory.',
  examples: {
    bad: '<InputClaim ClaimTypeReferenceId="newPassword" />',
    good: '<InputClaim ClaimTypeReferenceId="email" />',
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      const place = metadataValue(profile, 'SendClaimsIn') ?? 'Body';
      if (['querystring', 'url'].includes(fold(place))) continue;
      for (const claim of profile.inputClaims) {
        const id = claim.claimTypeReferenceId;
        if (policy.claimTypes.get(id)?.userInputType !== 'Password') continue;
        report(claim, `"${profile.id}" sends the password "${id}" to its API.`);
      }
    }
  },
};
