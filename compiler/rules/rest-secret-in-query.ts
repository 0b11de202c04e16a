import { fold } from '../id-map.ts';
import { metadataValue } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';

/** No password in a URL. @see facts rest-contract 1.3 */
export const restSecretInQuery: Rule = {
  name: 'rest-secret-in-query',
  severity: 'warning',
  why: 'URLs are logged on their way, and the password with them.',
  fix: 'Set SendClaimsIn to "Body", or do not send the password.',
  examples: {
    bad: `<Item Key="SendClaimsIn">QueryString</Item>
<InputClaim ClaimTypeReferenceId="newPassword" />`,
    good: `<Item Key="SendClaimsIn">QueryString</Item>
<InputClaim ClaimTypeReferenceId="email" />`,
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      const place = metadataValue(profile, 'SendClaimsIn') ?? 'Body';
      if (!['querystring', 'url'].includes(fold(place))) continue;
      for (const claim of profile.inputClaims) {
        const id = claim.claimTypeReferenceId;
        if (policy.claimTypes.get(id)?.userInputType !== 'Password') continue;
        report(claim, `"${profile.id}" sends the password "${id}" in its URL.`);
      }
    }
  },
};
