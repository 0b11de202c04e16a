import { join } from 'node:path';
import * as jose from 'jose';
import { ensureClientCertificate, selfSignedPem } from '../caller/client-certificate.ts';
import { readKeyFile, writeKeyFile } from '../caller/key-file.ts';
import type { Keys } from '../caller/keys.ts';
import { fold } from '../compiler/id-map.ts';
import type { KeyStore, PolicyCertificate, SigningPolicyKey } from './key-store.ts';
import { newSecret, type Tenant } from './tenant.ts';

/** What a key store is made of. */
interface KeyStoreOptions extends Pick<Tenant, 'now' | 'randomBytes'> {
  /** Where keys are kept; without it they live as long as the tenant. */
  readonly folder?: string;
  /** Symmetric keys that are set already. */
  readonly secrets: Keys;
}

interface StoredKey {
  readonly storageReferenceId: string;
  readonly pkcs8: string;
  readonly notBefore: string;
}

const fileName = 'policy-keys.json';
const algorithm = 'RS256';

/** Policy keys of this machine, in a file that only its owner may read. */
export class LocalKeyStore implements KeyStore {
  readonly #options: KeyStoreOptions;
  readonly #certificates = new Map<string, Promise<PolicyCertificate>>();
  readonly #madeSecrets = new Map<string, string>();
  #stored: Promise<readonly StoredKey[]>;
  readonly #imported = new Map<StoredKey, Promise<SigningPolicyKey>>();

  constructor(options: KeyStoreOptions) {
    this.#options = options;
    this.#stored = readStored(options.folder);
  }

  async signingKey(storageReferenceId: string): Promise<SigningPolicyKey> {
    const newest = this.#add((stored) => {
      return stored.find((key) => fold(key.storageReferenceId) === fold(storageReferenceId));
    }, storageReferenceId);
    return this.#import(await newest);
  }

  async signingKeys(): Promise<readonly SigningPolicyKey[]> {
    return Promise.all((await this.#stored).map((key) => this.#import(key)));
  }

  async rollOver(storageReferenceId: string): Promise<SigningPolicyKey> {
    return this.#import(await this.#add(() => undefined, storageReferenceId));
  }

  certificate(storageReferenceId: string): Promise<PolicyCertificate> {
    const id = fold(storageReferenceId);
    const known = this.#certificates.get(id) ?? this.#openCertificate(storageReferenceId);
    this.#certificates.set(id, known);
    return known;
  }

  async #openCertificate(storageReferenceId: string): Promise<PolicyCertificate> {
    const { secrets, folder, now } = this.#options;
    const own = secrets(storageReferenceId);
    if (own?.includes('-----BEGIN CERTIFICATE-----')) return splitPem(own);
    if (folder === undefined) return splitPem(await selfSignedPem(storageReferenceId, now()));
    const made = { folder: join(folder, 'certificates'), storageReferenceId, now: now() };
    return splitPem((await ensureClientCertificate(made)).pem);
  }

  secret(storageReferenceId: string): string {
    const known = this.#options.secrets(storageReferenceId);
    if (known !== undefined) return known;
    const made = this.#madeSecrets.get(fold(storageReferenceId)) ?? newSecret(this.#options);
    this.#madeSecrets.set(fold(storageReferenceId), made);
    return made;
  }

  /** One after another, so that two journeys do not make the same key twice. Newest first. */
  async #add(
    find: (stored: readonly StoredKey[]) => StoredKey | undefined,
    storageReferenceId: string,
  ): Promise<StoredKey> {
    const added = this.#stored.then(async (stored) => {
      const known = find(stored);
      if (known) return { stored, key: known };
      const { privateKey } = await jose.generateKeyPair(algorithm, { extractable: true });
      const pkcs8 = await jose.exportPKCS8(privateKey);
      const key = { storageReferenceId, pkcs8, notBefore: this.#options.now().toISOString() };
      const all = [key, ...stored];
      await writeStored(this.#options.folder, all);
      return { stored: all, key };
    });
    this.#stored = added.then(({ stored }) => stored);
    return (await added).key;
  }

  #import(stored: StoredKey): Promise<SigningPolicyKey> {
    const known = this.#imported.get(stored) ?? importKey(stored);
    this.#imported.set(stored, known);
    return known;
  }
}

async function importKey(stored: StoredKey): Promise<SigningPolicyKey> {
  const { storageReferenceId, pkcs8, notBefore } = stored;
  const privateKey = await jose.importPKCS8(pkcs8, algorithm, { extractable: true });
  const { kty = '', n = '', e = '' } = await jose.exportJWK(privateKey);
  const keyId = await jose.calculateJwkThumbprint({ kty, n, e });
  const publicJwk = { kid: keyId, use: 'sig', kty, alg: algorithm, n, e };
  return { storageReferenceId, keyId, privateKey, publicJwk, notBefore: new Date(notBefore) };
}

/** One file holds both, in any order. */
function splitPem(pem: string): PolicyCertificate {
  const [certificate = ''] =
    /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem) ?? [];
  const [privateKey = ''] =
    /-----BEGIN (?:RSA )?PRIVATE KEY-----[^-]+-----END (?:RSA )?PRIVATE KEY-----/.exec(pem) ?? [];
  return { certificate, privateKey };
}

async function readStored(folder: string | undefined): Promise<readonly StoredKey[]> {
  const text = folder === undefined ? undefined : await readKeyFile(join(folder, fileName));
  return text === undefined ? [] : (JSON.parse(text) as StoredKey[]);
}

async function writeStored(folder: string | undefined, keys: readonly StoredKey[]): Promise<void> {
  if (folder === undefined) return;
  await writeKeyFile(join(folder, fileName), `${JSON.stringify(keys, null, 2)}\n`, true);
}
