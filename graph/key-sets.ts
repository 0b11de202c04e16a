import type { GraphClient } from './client.ts';

const keySets = '/beta/trustFramework/keySets';

/**
 * The policy keys of a tenant; Graph has them in its beta. The identity needs TrustFrameworkKeySet.ReadWrite.All,
 * or as a person the role B2C IEF Keyset Administrator.
 * @see https://learn.microsoft.com/graph/api/trustframeworkkeyset-uploadsecret
 */
export class TenantKeySets {
  readonly #client: GraphClient;

  constructor(client: GraphClient) {
    this.#client = client;
  }

  /** Adds a secret, after which B2C sends the newest one that is valid. Makes the policy key where there is none. */
  async upload(storageReferenceId: string, value: string): Promise<void> {
    const path = `${keySets}/${encodeURIComponent(storageReferenceId)}`;
    const { status } = await this.#client.send({ method: 'GET', path, mayBeAbsent: true });
    if (status === 404) await this.#post(keySets, { id: storageReferenceId });
    await this.#post(`${path}/uploadSecret`, { use: 'enc', k: value });
  }

  async #post(path: string, body: Readonly<Record<string, string>>): Promise<void> {
    const contentType = 'application/json';
    await this.#client.send({
      ...{ method: 'POST', path, contentType },
      body: Buffer.from(JSON.stringify(body)),
    });
  }
}
