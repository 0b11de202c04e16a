import type { Resource } from '../../bicep/bicep.ts';
import type { Concern } from '../concern.ts';
import { type Deployment, label, resourcesOf, theResource, unmet, valueAt } from '../deployment.ts';

const logs = [
  ['vaults', 'audit'],
  ['sites', 'FunctionAppLogs'],
  ['blobServices', 'StorageWrite'],
  ['blobServices', 'StorageDelete'],
] as const;

const alerts = ['server-errors', 'slow', 'refused-callers'];

/** What goes wrong is seen before users complain: logs, alerts, a test from outside. @see facts infra 7 */
export const watching: Concern = {
  name: 'watching',
  check: (deployment, { unsampled }) => [
    ...unmet(deployment, [
      {
        type: 'Microsoft.Insights/components',
        is: {
          'properties.WorkspaceResourceId': theResource(
            deployment,
            'Microsoft.OperationalInsights/workspaces',
          ).id,
        },
      },
    ]),
    ...logFaults(deployment),
    ...alerts.flatMap((name) => alertFaults(deployment, name)),
    ...testFaults(deployment),
    ...(unsampled.split(';').includes('Request')
      ? []
      : ['host.json samples requests: rates and percentiles would be of a part of them']),
  ],
};

function logFaults(deployment: Deployment): string[] {
  const { id } = theResource(deployment, 'Microsoft.OperationalInsights/workspaces');
  const settings = resourcesOf(deployment, 'Microsoft.Insights/diagnosticSettings').filter(
    (one) => valueAt(one, 'properties.workspaceId') === id,
  );
  return logs
    .filter(
      ([of, category]) =>
        !settings.some((one) => one.id.includes(`/${of}/`) && isLogged(one, category)),
    )
    .map(([of, category]) => `no diagnostic setting of ${of} logs "${category}"`);
}

function isLogged(setting: Resource, name: string): boolean {
  const categories = valueAt(setting, 'properties.logs');
  return (Array.isArray(categories) ? categories : []).some(
    ({ category, categoryGroup, enabled }) =>
      enabled === true && (category ?? categoryGroup) === name,
  );
}

function alertFaults(deployment: Deployment, name: string): string[] {
  const rule = resourcesOf(deployment, 'Microsoft.Insights/scheduledQueryRules').find(
    (one) => valueAt(one, 'properties.displayName') === name,
  );
  if (rule === undefined) return [`there is no alert "${name}"`];
  const text = JSON.stringify(valueAt(rule, 'properties.criteria'));
  return [
    ...(text.includes('409') ? [`the alert "${name}" counts 409, which is a good answer`] : []),
    ...(name === 'server-errors' && !text.includes('>= 500') ? ['no alert counts 5xx'] : []),
    ...actionFaults(rule, deployment),
  ];
}

function actionFaults(rule: Resource, deployment: Deployment): string[] {
  const { id } = theResource(deployment, 'Microsoft.Insights/actionGroups');
  const isOn = valueAt(rule, 'properties.enabled') === true;
  return [
    ...(isOn ? [] : [`${label(rule)} is off`]),
    ...(JSON.stringify(rule).includes(id) ? [] : [`nobody is told of ${label(rule)}`]),
  ];
}

/** Nobody can call without the certificate, or past Front Door: then there is no test. */
function testFaults(deployment: Deployment): string[] {
  const { clientCertificateMode, frontDoorId } = deployment.parameters;
  const canCall = clientCertificateMode !== 'Required' && !frontDoorId;
  const tests = resourcesOf(deployment, 'Microsoft.Insights/webtests');
  const alarms = resourcesOf(deployment, 'Microsoft.Insights/metricAlerts');
  if (!canCall) return tests.length === 0 ? [] : ['the availability test cannot get in'];
  if (tests.length !== 1 || alarms.length !== 1)
    return ['there is no availability test with an alert'];
  const { id } = theResource(deployment, 'Microsoft.Insights/components');
  const isLinked = Object.hasOwn(Object(tests[0]?.['tags']), `hidden-link:${id}`);
  return [
    ...unmet(deployment, [
      { type: 'Microsoft.Insights/webtests', is: { kind: 'standard', 'properties.Enabled': true } },
    ]),
    ...(isLinked ? [] : ['the availability test belongs to no component: nobody sees it']),
    ...alarms.flatMap((alarm) => actionFaults(alarm, deployment)),
  ];
}
