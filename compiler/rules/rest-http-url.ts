import { metadataItem } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';
import { hostOf, isLoopback } from '../service-host.ts';

/** Claims travel encrypted. A loopback address is another rule's. @see facts rest-contract 1.1 */
export const restHttpUrl: Rule = {
  name: 'rest-http-url',
  severity: 'error',
  why: 'Claims and credentials would travel in clear text; the documentation asks for https.',
  fix: 'Begin the ServiceUrl with "https://".',
  examples: {
    bad: '<Item Key="ServiceUrl">http://api.contoso.com/members</Item>',
    good: '<Item Key="ServiceUrl">https://api.contoso.com/members</Item>',
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      const item = metadataItem(profile, 'ServiceUrl');
      if (!item || !/^http:/i.test(item.value.trim())) continue;
      if (isLoopback(hostOf(item.value.trim()) ?? '')) continue;
      report(item, `The ServiceUrl of "${profile.id}" begins with "http:".`);
    }
  },
};
