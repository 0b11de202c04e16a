import type { Concern } from '../concern.ts';
import { unmet } from '../deployment.ts';

/** TLS 1.2 or newer everywhere, and no other way in. */
export const transport: Concern = {
  name: 'transport',
  check: (deployment) =>
    unmet(deployment, [
      {
        type: 'Microsoft.Web/sites',
        is: {
          'properties.httpsOnly': true,
          'properties.siteConfig.minTlsVersion': '1.2',
          'properties.siteConfig.scmMinTlsVersion': '1.2',
          'properties.siteConfig.ftpsState': 'Disabled',
          'properties.siteConfig.remoteDebuggingEnabled': false,
        },
      },
      {
        type: 'Microsoft.Storage/storageAccounts',
        is: {
          'properties.minimumTlsVersion': 'TLS1_2',
          'properties.supportsHttpsTrafficOnly': true,
        },
      },
      { type: 'Microsoft.Web/sites/config', is: { 'properties.httpSettings.requireHttps': true } },
    ]),
};
