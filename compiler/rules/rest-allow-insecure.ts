import { isMetadataTrue, metadataItem } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';

/** No API goes without authentication in production. @see facts rest-contract 1.1 */
export const restAllowInsecure: Rule = {
  name: 'rest-allow-insecure',
  severity: 'warning',
  why: 'Anyone who finds the URL can call the API, and read or store what only B2C should.',
  fix: 'Remove AllowInsecureAuthInProduction, and authenticate the calls.',
  examples: {
    bad: '<Item Key="AllowInsecureAuthInProduction">true</Item>',
    good: '<Item Key="AllowInsecureAuthInProduction">false</Item>',
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      const item = metadataItem(profile, 'AllowInsecureAuthInProduction');
      if (!item || !isMetadataTrue(profile, 'AllowInsecureAuthInProduction')) continue;
      report(item, `"${profile.id}" may call its API without authentication in production.`);
    }
  },
};
