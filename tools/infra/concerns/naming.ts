import type { Concern } from '../concern.ts';
import { type Deployment, label, theResource, valueAt } from '../deployment.ts';

const outputs = [
  'AZURE_FUNCTION_NAME',
  'AZURE_KEY_VAULT_ENDPOINT',
  'AZURE_KEY_VAULT_NAME',
  'AZURE_LOCATION',
  'AZURE_LOG_ANALYTICS_WORKSPACE_ID',
  'AZURE_RESOURCE_GROUP',
  'AZURE_TENANT_ID',
  'PROFILES_NOT_SERVED',
  'SERVICE_API_URI',
  'VAULT_PREFIX',
  'VAULT_SETTINGS',
];

/** azd and our commands find what was deployed by tags and outputs. @see facts infra 9 */
export const naming: Concern = {
  name: 'naming',
  check: (deployment, { services }) => [
    ...outputs
      .filter((name) => deployment.outputs[name] === undefined)
      .map((name) => `there is no output ${name}`),
    ...deployment.predictedResources
      .filter((one) => one['location'] !== undefined && !valueAt(one, 'tags.azd-env-name'))
      .map((one) => `${label(one)} has no tag azd-env-name: azd down would leave it`),
    ...serviceFaults(deployment, services),
    ...nameFaults(deployment),
  ],
};

function serviceFaults(deployment: Deployment, services: readonly string[]): string[] {
  const name = valueAt(theResource(deployment, 'Microsoft.Web/sites'), 'tags.azd-service-name');
  return services.includes(String(name))
    ? []
    : ['azure.yaml has no service of the app: azd deploy fails'];
}

const longest = { 'Microsoft.Storage/storageAccounts': 24, 'Microsoft.KeyVault/vaults': 24 };

function nameFaults(deployment: Deployment): string[] {
  return Object.entries(longest)
    .map(([type, most]) => ({ resource: theResource(deployment, type), most }))
    .filter(
      ({ resource, most }) => resource.name.length > most || !/^[a-z0-9-]+$/.test(resource.name),
    )
    .map(({ resource }) => `${label(resource)} is no name that Azure takes`);
}
