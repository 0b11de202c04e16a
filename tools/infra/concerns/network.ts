import type { Concern } from '../concern.ts';
import { type Deployment, resourcesOf, theResource, unmet, valueAt } from '../deployment.ts';

const groups = ['blob', 'table', 'vault'];

/** Shut doors have a private way in, open ones are not half shut. @see facts infra 5 */
export const network: Concern = {
  name: 'network',
  check(deployment) {
    const isPrivate = deployment.parameters['privateNetwork'] === true;
    const is = {
      'properties.publicNetworkAccess': isPrivate ? 'Disabled' : 'Enabled',
      'properties.networkAcls.defaultAction': isPrivate ? 'Deny' : 'Allow',
    };
    return [
      ...unmet(deployment, [
        { type: 'Microsoft.Storage/storageAccounts', is },
        { type: 'Microsoft.KeyVault/vaults', is },
        { type: 'Microsoft.Web/sites', is: { 'properties.publicNetworkAccess': 'Enabled' } },
      ]),
      ...(isPrivate ? privateFaults(deployment) : publicFaults(deployment)),
    ];
  },
};

function publicFaults(deployment: Deployment): string[] {
  const site = theResource(deployment, 'Microsoft.Web/sites');
  const hasSubnet = Boolean(valueAt(site, 'properties.virtualNetworkSubnetId'));
  return hasSubnet ? ['the app is in a network that nobody asked for'] : [];
}

function privateFaults(deployment: Deployment): string[] {
  const { id } = theResource(deployment, 'Microsoft.Network/virtualNetworks');
  const site = {
    'properties.virtualNetworkSubnetId': `${id}/subnets/app`,
    'properties.outboundVnetRouting': { allTraffic: true },
  };
  return [
    ...unmet(deployment, [{ type: 'Microsoft.Web/sites', is: site }]),
    ...subnetFaults(deployment),
    ...groups.flatMap((group) => endpointFaults(deployment, group)),
  ];
}

function subnetFaults(deployment: Deployment): string[] {
  const subnets = valueAt(
    theResource(deployment, 'Microsoft.Network/virtualNetworks'),
    'properties.subnets',
  );
  const app = (Array.isArray(subnets) ? subnets : []).find(({ name }) => name === 'app');
  const delegations = valueAt(app, 'properties.delegations');
  const services = (Array.isArray(delegations) ? delegations : []).map((one) =>
    valueAt(one, 'properties.serviceName'),
  );
  return [
    ...(services.includes('Microsoft.App/environments')
      ? []
      : ["the app's subnet is not delegated to Microsoft.App/environments"]),
    ...(valueAt(app, 'properties.natGateway.id') ? [] : ['the app has no way to the internet']),
  ];
}

/** An endpoint without its zone and the zone's link is an address that no name leads to. */
function endpointFaults(deployment: Deployment, group: string): string[] {
  const zoneOf = group === 'vault' ? '.vaultcore' : `privatelink.${group}`;
  const has = (type: string, word: string) =>
    resourcesOf(deployment, type).some((resource) => JSON.stringify(resource).includes(word));
  const needs = [
    ['Microsoft.Network/privateEndpoints', `"groupIds":["${group}"]`],
    ['Microsoft.Network/privateDnsZones', zoneOf],
    ['Microsoft.Network/privateDnsZones/virtualNetworkLinks', zoneOf],
    ['Microsoft.Network/privateEndpoints/privateDnsZoneGroups', zoneOf],
  ] as const;
  return needs
    .filter(([type, word]) => !has(type, word))
    .map(([type]) => `there is no ${type} for "${group}"`);
}
