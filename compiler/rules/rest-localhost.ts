import { metadataItem } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';
import { hostOf, isLoopback, isPrivate } from '../service-host.ts';

/** B2C calls from the internet. @see facts policy-language 11 */
export const restLocalhost: Rule = {
  name: 'rest-localhost',
  severity: 'warning',
  why: 'B2C calls from its own data center, where this host is itself or nobody.',
  fix: 'Take the URL from a setting of the environment, and give production a public host.',
  examples: {
    bad: '<Item Key="ServiceUrl">https://localhost:7071/api/members</Item>',
    good: '<Item Key="ServiceUrl">https://api.contoso.com/api/members</Item>',
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      const item = metadataItem(profile, 'ServiceUrl');
      const host = hostOf(item?.value.trim() ?? '');
      if (!item || !host || !(isLoopback(host) || isPrivate(host))) continue;
      report(item, `"${profile.id}" calls "${host}", which B2C cannot reach.`);
    }
  },
};
