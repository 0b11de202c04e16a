import { isMetadataTrue, metadataItem } from '../metadata-value.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';

/** Users do not read developer messages. @see facts rest-contract 1.1 */
export const prodDebugMode: Rule = {
  name: 'prod-debug-mode',
  severity: 'warning',
  why: 'Users would see the code, request id and developer message of a refusal.',
  fix: 'Remove DebugMode.',
  examples: {
    bad: '<Item Key="DebugMode">true</Item>',
    good: '<Item Key="DebugMode">false</Item>',
  },
  check(policy, report) {
    for (const profile of restfulProfiles(policy)) {
      const item = metadataItem(profile, 'DebugMode');
      if (!item || !isMetadataTrue(profile, 'DebugMode')) continue;
      report(item, `"${profile.id}" shows developer details of errors to users.`);
    }
  },
};
