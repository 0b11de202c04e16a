import type { GraphClient } from './client.ts';
import { GraphRefused } from './faults.ts';

/** The tenant that a token is for. */
export interface Organization {
  readonly id: string;
  /** Verified ones, the initial `….onmicrosoft.com` among them. */
  readonly domains: readonly string[];
}

/**
 * Asks Graph which tenant this is.
 * @throws GraphRefused among others where the identity may not read it (Organization.Read.All, or User.Read of a person)
 * @see https://learn.microsoft.com/graph/api/organization-list
 */
export async function readOrganization(client: GraphClient): Promise<Organization> {
  const path = '/v1.0/organization?$select=id,verifiedDomains';
  const { body } = await client.send({ method: 'GET', path });
  const [organization] = listOf(parse(body));
  const { id, verifiedDomains } = (organization ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string') {
    throw new GraphRefused(`GET ${path}`, 200, 'The answer names no organization.');
  }
  const domains = Array.isArray(verifiedDomains) ? verifiedDomains : [];
  return { id, domains: domains.flatMap(({ name }) => (typeof name === 'string' ? name : [])) };
}

/**
 * The custom policies of a tenant. The identity needs Policy.ReadWrite.TrustFramework, and for reading
 * Policy.Read.All. @see https://learn.microsoft.com/graph/api/resources/trustframeworkpolicy
 */
export class TenantPolicies {
  readonly #client: GraphClient;

  constructor(client: GraphClient) {
    this.#client = client;
  }

  /** The ids of all. That a list is ever cut into pages is not documented (unconfirmed); they are followed. */
  async list(): Promise<string[]> {
    const ids: string[] = [];
    let path: unknown = '/beta/trustFramework/policies';
    while (typeof path === 'string') {
      const page = parse((await this.#client.send({ method: 'GET', path })).body);
      for (const { id } of listOf(page) as { id?: unknown }[])
        if (typeof id === 'string') ids.push(id);
      path = (page as Record<string, unknown>)['@odata.nextLink'];
    }
    return ids;
  }

  /**
   * The bytes that Graph has; undefined where there is no such policy. Whether they are those that were
   * uploaded, to the byte, is not documented (unconfirmed).
   */
  async read(policyId: string): Promise<Buffer | undefined> {
    const path = contentOf(policyId);
    const { status, body } = await this.#client.send({ method: 'GET', path, mayBeAbsent: true });
    return status === 404 ? undefined : body;
  }

  /** Creates or replaces a policy; that it inherits from policies of the tenant is checked by B2C. */
  async write(policyId: string, body: Buffer): Promise<void> {
    const path = contentOf(policyId);
    const contentType = 'application/xml';
    await this.#client.send({ method: 'PUT', path, contentType, body });
  }

  /** What is not there needs no deletion. */
  async remove(policyId: string): Promise<void> {
    const path = addressOf(policyId);
    await this.#client.send({ method: 'DELETE', path, mayBeAbsent: true });
  }
}

function addressOf(policyId: string): string {
  return `/beta/trustFramework/policies/${encodeURIComponent(policyId)}`;
}

function contentOf(policyId: string): string {
  return `${addressOf(policyId)}/$value`;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new Error('Microsoft Graph answers with something that is no JSON.', { cause });
  }
}

function listOf(page: unknown): unknown[] {
  const { value } = (page ?? {}) as { value?: unknown };
  return Array.isArray(value) ? value : [];
}
