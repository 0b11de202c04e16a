import { setTimeout as wait } from 'node:timers/promises';
import { fold } from '../compiler/id-map.ts';
import { GraphClient } from '../graph/client.ts';
import { connectGraph } from '../graph/connection.ts';
import { TenantKeySets } from '../graph/key-sets.ts';
import { type Organization, readOrganization, TenantPolicies } from '../graph/tenant.ts';
import { tokenSource } from '../graph/token.ts';
import { requireOrigin } from './service-origin.ts';
import { UsageError } from './usage.ts';

/** The tenant that was meant, and nothing else. */
export interface Tenant {
  readonly organization: Organization;
  readonly policies: TenantPolicies;
  readonly keySets: TenantKeySets;
}

/** Which tenant is meant, and where Graph is. */
export interface TenantWish {
  readonly graph: string;
  /** What says where it is, for a message; `--graph` where absent. */
  readonly graphSource?: string;
  /** Names that must all be the tenant's own. */
  readonly tenants: readonly string[];
}

/**
 * Lets `use` work with the tenant, once Graph has said that it is the one that is meant.
 * @throws Error with one line to print, where it is another
 */
export async function withTenant<Result>(
  { graph, graphSource = '--graph', tenants }: TenantWish,
  use: (tenant: Tenant) => Promise<Result>,
): Promise<Result> {
  const [tenant = ''] = tenants;
  if (tenant === '') {
    throw new UsageError(
      'No tenant is named: give the environment a "Tenant" in appsettings.json.',
    );
  }
  const origin = requireOrigin(graph, graphSource);
  const connections = connectGraph(process.env);
  try {
    const tokens = tokenSource({ env: process.env, tenant, origin });
    const client = new GraphClient({ origin, tokens, connections, now: Date.now, wait });
    const organization = await readOrganization(client);
    requireTenant(organization, tenants);
    const policies = new TenantPolicies(client);
    return await use({ organization, policies, keySets: new TenantKeySets(client) });
  } finally {
    connections.close();
  }
}

function requireTenant({ id, domains }: Organization, tenants: readonly string[]): void {
  const own = new Set([id, ...domains].map(fold));
  const foreign = tenants.find((tenant) => !own.has(fold(tenant)));
  if (foreign === undefined) return;
  const names = domains.length > 0 ? domains.map((name) => `"${name}"`).join(', ') : `"${id}"`;
  throw new Error(
    `The policies are for "${foreign}", and the token is for another tenant, ${names}: nothing was changed. Sign in to the right one, or choose another environment with --env.`,
  );
}
