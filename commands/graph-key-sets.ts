import { fold } from '../compiler/id-map.ts';
import type { AzdValues } from './azd-values.ts';
import { type AzureService, azureService, requireOrigin } from './azure-service.ts';
import { azureTokens } from './azure-tokens.ts';

const keySets = '/beta/trustFramework/keySets';

/** The policy keys of a tenant. */
export interface PolicyKeySets {
  /** Adds a value; B2C sends the newest one that is valid. Makes the key where there is none. */
  upload(storageReferenceId: string, value: string): Promise<void>;
}

/**
 * The policy keys of the tenant by Microsoft Graph, whose key sets are in beta. The identity needs
 * TrustFrameworkKeySet.ReadWrite.All, or as a person the role B2C IEF Keyset Administrator.
 * @throws Error with one line to print, where the token is for another tenant
 * @see https://learn.microsoft.com/graph/api/trustframeworkkeyset-uploadsecret
 */
export async function openKeySets(values: AzdValues, tenantId: string): Promise<PolicyKeySets> {
  const origin = requireOrigin(values['GRAPH_ENDPOINT'] ?? 'https://graph.microsoft.com');
  const tokens = await azureTokens(tenantId);
  const scope = 'https://graph.microsoft.com/.default';
  const service = azureService({ name: 'Microsoft Graph', origin, scope, tokens });
  await requireTenant(service, tenantId);
  return {
    async upload(id, value) {
      const path = `${keySets}/${id}`;
      const { status } = await service.send({ method: 'GET', path, mayBeAbsent: true });
      if (status === 404) await service.send({ method: 'POST', path: keySets, body: { id } });
      const body = { use: 'enc', k: value };
      await service.send({ method: 'POST', path: `${path}/uploadSecret`, body });
    },
  };
}

/** `az login` may be in the tenant of the subscription, which is another one. */
async function requireTenant(service: AzureService, tenantId: string): Promise<void> {
  const path = '/v1.0/organization?$select=id,verifiedDomains';
  const { json } = await service.send({ method: 'GET', path });
  const { value = [] } = (json ?? {}) as { value?: readonly Organization[] };
  const names = value.flatMap(({ id, verifiedDomains = [] }) => [
    id,
    ...verifiedDomains.map(({ name }) => name),
  ]);
  if (names.some((name) => fold(name) === fold(tenantId))) return;
  throw new Error(
    `The policies are for "${tenantId}", and the token is for another tenant: az login --tenant ${tenantId} --allow-no-subscriptions.`,
  );
}

interface Organization {
  readonly id: string;
  readonly verifiedDomains?: readonly { readonly name: string }[];
}
