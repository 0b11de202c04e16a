import type { Concern } from '../concern.ts';
import { theResource, unmet, valueAt } from '../deployment.ts';

/** Zone redundancy is all or nothing: plan, storage and instances. @see facts infra 2 */
export const zones: Concern = {
  name: 'zones',
  check(deployment) {
    const isRedundant = deployment.parameters['zoneRedundant'] === true;
    const ready = valueAt(
      theResource(deployment, 'Microsoft.Web/sites'),
      'properties.functionAppConfig.scaleAndConcurrency.alwaysReady',
    );
    const count = Array.isArray(ready) ? Number(ready[0]?.instanceCount ?? 0) : 0;
    const sku = isRedundant ? 'Standard_ZRS' : 'Standard_LRS';
    return [
      ...unmet(deployment, [
        {
          type: 'Microsoft.Web/serverfarms',
          is: { 'properties.zoneRedundant': isRedundant },
        },
        { type: 'Microsoft.Storage/storageAccounts', is: { 'sku.name': sku } },
      ]),
      ...(isRedundant && count < 2 ? ['one instance cannot be in two zones'] : []),
    ];
  },
};
