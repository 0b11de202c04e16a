import { metadataItem } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';
import { hostOf, isRecorder, isTunnel } from '../service-host.ts';

/** Claims do not go through the tunnel of a debugging session. */
export const restTunnelHost: Rule = {
  name: 'rest-tunnel-host',
  severity: 'warning',
  why: 'The host belongs to a debugging session: it is gone tomorrow, or somebody else then has the name and the claims.',
  fix: 'Take the URL from a setting of the environment, and give production a host of your own.',
  examples: {
    bad: '<Item Key="ServiceUrl">https://3f2a.ngrok-free.app/api/members</Item>',
    good: '<Item Key="ServiceUrl">https://api.contoso.com/api/members</Item>',
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      const item = metadataItem(profile, 'ServiceUrl');
      const host = hostOf(item?.value.trim() ?? '');
      if (!item || !host) continue;
      if (isTunnel(host)) report(item, `"${profile.id}" calls "${host}", which is a tunnel.`);
      if (isRecorder(host))
        report(item, `"${profile.id}" calls "${host}", which records requests.`);
    }
  },
};
