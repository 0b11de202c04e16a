import type { Concern } from '../concern.ts';
import { appSettings, theResource, valueAt } from '../deployment.ts';

/** Settings that Flex Consumption ignores or is harmed by, and those that open what must be shut. @see facts infra 3 */
const forbidden = new Set([
  'APPINSIGHTS_INSTRUMENTATIONKEY',
  'AZURE_FUNCTIONS_ENVIRONMENT',
  'AzureWebJobsStorage',
  'DANGEROUS_AllowAnonymousCallers',
  'ENABLE_ORYX_BUILD',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_WORKER_RUNTIME',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'Storage',
  'TZ',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_CONTENTSHARE',
  'WEBSITE_LOAD_CERTIFICATES',
  'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_TIME_ZONE',
]);

/** What other plans have, and Flex Consumption has not. @see facts infra 2 */
const foreignProperties = [
  'alwaysOn',
  'functionAppScaleLimit',
  'healthCheckPath',
  'linuxFxVersion',
  'nodeVersion',
];

/** Nothing in the app's configuration is of another plan, of development, or opens a door. */
export const forbiddenSettings: Concern = {
  name: 'forbidden-settings',
  check(deployment) {
    const settings = [...appSettings(deployment)];
    const site = theResource(deployment, 'Microsoft.Web/sites');
    const config = Object.keys(Object(valueAt(site, 'properties.siteConfig')));
    return [
      ...settings
        .filter(([name]) => forbidden.has(name))
        .map(([name]) => `the setting "${name}" must not be there`),
      ...settings
        .filter(([, value]) => /development-only-|UseDevelopmentStorage/.test(value))
        .map(([name]) => `the setting "${name}" has a development value`),
      ...config
        .filter((name) => foreignProperties.includes(name))
        .map((name) => `siteConfig.${name} is not for Flex Consumption`),
    ];
  },
};
