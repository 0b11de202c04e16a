import { randomBytes } from 'node:crypto';
import type { AzdValues } from './azd-values.ts';
import { type AzureService, azureService, type Tokens } from './azure-service.ts';
import { requireOrigin } from './service-origin.ts';

/** A secret as it is now. Its value is for the vault, for B2C and for the functions: never print it. */
export interface VaultSecret {
  readonly value: string;
  readonly version: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly expires?: Date;
}

/** A value that nobody can guess. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url');
}

const query = 'api-version=7.4';

/**
 * Key Vault by its REST interface. The identity needs the role Key Vault Secrets Officer.
 * @see https://learn.microsoft.com/rest/api/keyvault/secrets, facts infra 4
 */
export class KeyVault {
  readonly #service: AzureService;

  constructor(service: AzureService) {
    this.#service = service;
  }

  /** The newest version; undefined where there is none. */
  async read(name: string): Promise<VaultSecret | undefined> {
    const path = `/secrets/${name}?${query}`;
    const { status, json } = await this.#service.send({ method: 'GET', path, mayBeAbsent: true });
    return status === 404 ? undefined : secretOf(json);
  }

  /** Writes a new version; earlier ones stay in the vault. Tags are those of the new version alone. */
  async write(name: string, value: string, tags: VaultSecret['tags'] = {}): Promise<void> {
    const path = `/secrets/${name}?${query}`;
    const body = { value, tags, contentType: 'text/plain' };
    await this.#service.send({ method: 'PUT', path, body });
  }

  /** Changes the tags of a version, and nothing else. */
  async tag(name: string, { version }: VaultSecret, tags: VaultSecret['tags']): Promise<void> {
    const path = `/secrets/${name}/${version}?${query}`;
    await this.#service.send({ method: 'PATCH', path, body: { tags } });
  }
}

interface SecretBundle {
  readonly value?: unknown;
  readonly id?: unknown;
  readonly tags?: Readonly<Record<string, string>>;
  readonly attributes?: { readonly exp?: unknown };
}

function secretOf(json: unknown): VaultSecret {
  const { value, id, tags = {}, attributes } = (json ?? {}) as SecretBundle;
  if (typeof value !== 'string' || typeof id !== 'string') {
    throw new Error('Key Vault answered with something that is no secret.');
  }
  const version = id.split('/').at(-1) ?? '';
  const exp = attributes?.exp;
  const expires = typeof exp === 'number' ? { expires: new Date(exp * 1000) } : {};
  return { value, version, tags, ...expires };
}

/**
 * The vault of the deployment: AZURE_KEY_VAULT_ENDPOINT, else the one called AZURE_KEY_VAULT_NAME.
 * @throws Error with one line to print, where neither is known; UsageError where it is no address
 */
export function openKeyVault(values: AzdValues, tokens: Tokens): KeyVault {
  const name = values['AZURE_KEY_VAULT_NAME'];
  const endpoint = values['AZURE_KEY_VAULT_ENDPOINT'];
  if (!name && !endpoint) {
    throw new Error('No vault is known: run "azd provision", or set AZURE_KEY_VAULT_NAME.');
  }
  const origin = endpoint
    ? requireOrigin(endpoint, 'AZURE_KEY_VAULT_ENDPOINT')
    : requireOrigin(`https://${name}.vault.azure.net`, 'AZURE_KEY_VAULT_NAME');
  const scope = 'https://vault.azure.net/.default';
  return new KeyVault(azureService({ name: 'Key Vault', origin, scope, tokens }));
}
