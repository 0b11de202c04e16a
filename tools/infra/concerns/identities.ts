import type { Concern } from '../concern.ts';
import { appSettings, theResource, unmet } from '../deployment.ts';

/** The app is one user-assigned identity, wherever it has to prove who it is. */
export const identities: Concern = {
  name: 'identities',
  check(deployment) {
    const { id } = theResource(deployment, 'Microsoft.ManagedIdentity/userAssignedIdentities');
    const storage = 'properties.functionAppConfig.deployment.storage.authentication';
    const site = {
      'identity.type': 'UserAssigned',
      'identity.userAssignedIdentities': { [id]: {} },
      'properties.keyVaultReferenceIdentity': id,
      [`${storage}.type`]: 'UserAssignedIdentity',
      [`${storage}.userAssignedIdentityResourceId`]: id,
    };
    const settings = appSettings(deployment);
    return [
      ...unmet(deployment, [{ type: 'Microsoft.Web/sites', is: site }]),
      ...clientIdSettings
        .filter((name) => !settings.get(name)?.includes(`'${id}'`))
        .map((name) => `the setting "${name}" does not name the app's identity`),
      ...(settings.get('AzureWebJobsStorage__credential') === 'managedidentity'
        ? []
        : ['the setting "AzureWebJobsStorage__credential" is not "managedidentity"']),
      ...(/Authorization=AAD/.test(settings.get('APPLICATIONINSIGHTS_AUTHENTICATION_STRING') ?? '')
        ? []
        : ['telemetry is not sent with the identity, and no key is taken: it would vanish']),
    ];
  },
};

const clientIdSettings = [
  'AzureWebJobsStorage__clientId',
  'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
  'Storage__clientId',
];
