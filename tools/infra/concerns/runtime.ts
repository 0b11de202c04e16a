import type { Concern } from '../concern.ts';
import { type Deployment, resourcesOf, theResource, unmet, valueAt } from '../deployment.ts';

const config = 'properties.functionAppConfig';

/** The plan is Flex Consumption, and runs the Node that package.json asks for. @see facts infra 2 */
export const runtime: Concern = {
  name: 'runtime',
  check: (deployment, project) => [
    ...unmet(deployment, [
      {
        type: 'Microsoft.Web/serverfarms',
        is: {
          sku: { name: 'FC1', tier: 'FlexConsumption' },
          kind: 'functionapp',
          'properties.reserved': true,
        },
      },
      {
        type: 'Microsoft.Web/sites',
        is: {
          kind: 'functionapp,linux',
          [`${config}.runtime.name`]: 'node',
          [`${config}.runtime.version`]: /\d+/.exec(project.nodeEngine)?.[0],
          [`${config}.deployment.storage.type`]: 'blobContainer',
          'properties.clientAffinityEnabled': false,
        },
      },
    ]),
    ...scaleFaults(deployment),
    ...packageFaults(deployment),
  ],
};

function scaleFaults(deployment: Deployment): string[] {
  const site = theResource(deployment, 'Microsoft.Web/sites');
  const at = (path: string) => valueAt(site, `${config}.scaleAndConcurrency.${path}`);
  const memory = at('instanceMemoryMB');
  const most = Number(at('maximumInstanceCount'));
  const concurrency = Number(at('triggers.http.perInstanceConcurrency'));
  const ready = at('alwaysReady');
  const isReady = Array.isArray(ready) && ready.every(({ name }) => name === 'http');
  return [
    ...([512, 2048, 4096].includes(Number(memory)) ? [] : [`an instance cannot have ${memory} MB`]),
    ...(most >= 1 && most <= 1000 ? [] : [`there cannot be up to ${most} instances`]),
    ...(concurrency >= 1 && concurrency <= 1000 ? [] : ['the calls of an instance have no bound']),
    ...(isReady ? [] : ['what is always ready is no http group']),
  ];
}

/** The package lies in a container that the same template makes. */
function packageFaults(deployment: Deployment): string[] {
  const site = theResource(deployment, 'Microsoft.Web/sites');
  const value = String(valueAt(site, `${config}.deployment.storage.value`));
  const containers = resourcesOf(
    deployment,
    'Microsoft.Storage/storageAccounts/blobServices/containers',
  );
  const isThere = containers.some(({ name }) => value.includes(`'${name.split('/').at(-1)}'`));
  return isThere ? [] : ['the package goes into a container that no template makes'];
}
