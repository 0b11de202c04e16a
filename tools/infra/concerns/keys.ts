import type { Concern } from '../concern.ts';
import { type Deployment, resourcesOf, unmet } from '../deployment.ts';

/** Functions of a template that hand out keys. */
const keyFunctions = /\blist(?:Keys|AccountSas|ServiceSas|Secrets|Credentials|Value)?\(/i;

/** No key opens anything: Entra alone does; secrets cannot be lost, and no template or output has one. */
export const keys: Concern = {
  name: 'keys',
  check: (deployment) => [
    ...unmet(deployment, requirements),
    ...passwordFaults(deployment),
    ...leaks(deployment),
  ],
};

const passwords = 'Microsoft.Web/sites/basicPublishingCredentialsPolicies';

const requirements = [
  {
    type: 'Microsoft.Storage/storageAccounts',
    is: {
      'properties.allowSharedKeyAccess': false,
      'properties.allowBlobPublicAccess': false,
      'properties.defaultToOAuthAuthentication': true,
      'properties.allowCrossTenantReplication': false,
    },
  },
  {
    type: 'Microsoft.Storage/storageAccounts/blobServices/containers',
    is: { 'properties.publicAccess': 'None' },
  },
  {
    type: 'Microsoft.KeyVault/vaults',
    is: { 'properties.enableRbacAuthorization': true, 'properties.enablePurgeProtection': true },
  },
  {
    type: 'Microsoft.OperationalInsights/workspaces',
    is: { 'properties.features.disableLocalAuth': true },
  },
  { type: 'Microsoft.Insights/components', is: { 'properties.DisableLocalAuth': true } },
  { type: passwords, is: { 'properties.allow': false } },
];

/** Where no policy is, the platform's own default allows. */
function passwordFaults(deployment: Deployment): string[] {
  const policies = resourcesOf(deployment, passwords);
  return ['ftp', 'scm']
    .filter((site) => !policies.some(({ name }) => name.endsWith(`/${site}`)))
    .map((site) => `nothing switches off publishing passwords of ${site}`);
}

function leaks({ predictedResources, outputs }: Deployment): string[] {
  const all = [...predictedResources, { type: '', name: 'outputs', outputs }];
  return all.flatMap((one) => {
    const text = JSON.stringify(one);
    const secrets = one.type === 'Microsoft.KeyVault/vaults/secrets' ? ['writes a secret'] : [];
    const calls = keyFunctions.test(text) ? ['reads keys'] : [];
    const strings = /AccountKey=|SharedAccessKey=|[?&]sig=/i.test(text) ? ['holds a key'] : [];
    return [...secrets, ...calls, ...strings].map((what) => `${one.name} ${what}`);
  });
}
