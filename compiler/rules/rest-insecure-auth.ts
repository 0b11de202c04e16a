import { fold } from '../id-map.ts';
import { metadataItem, metadataValue } from '../metadata-value.ts';
import type { EffectivePolicy } from '../model.ts';
import { restfulProfiles } from '../restful-profiles.ts';
import type { Rule } from '../rule.ts';

/** AuthenticationType None is for development, or is allowed in so many words. @see facts rest-contract 1.1 */
export const restInsecureAuth: Rule = {
  name: 'rest-insecure-auth',
  severity: 'error',
  why: 'B2C refuses an API without authentication, unless DeploymentMode is "Development" or the metadata allows it.',
  fix: 'Authenticate the calls: Basic, Bearer, ClientCertificate or ApiKeyHeader.',
  examples: {
    bad: '<Item Key="AuthenticationType">None</Item>',
    good: '<Item Key="AuthenticationType">Basic</Item>',
  },
  isPerRelyingParty: true,
  check(policy, report) {
    if (isInDevelopment(policy)) return;
    for (const profile of restfulProfiles(policy)) {
      const item = metadataItem(profile, 'AuthenticationType');
      if (!item || fold(item.value.trim()) !== 'none') continue;
      const allowed = metadataValue(profile, 'AllowInsecureAuthInProduction') ?? 'false';
      if (fold(allowed) !== 'false') continue;
      report(item, `"${profile.id}" calls its API without authentication.`);
    }
  },
};

/** Which file of the chain decides is not settled, so one is enough. */
function isInDevelopment({ chain }: EffectivePolicy): boolean {
  return chain.some(({ deploymentMode }) => deploymentMode === 'Development');
}
