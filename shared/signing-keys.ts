import { createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { AuthenticationContext } from './authenticator.ts';
import {
  CallerUnauthenticated,
  CallFault,
  DependencyUnavailable,
  SettingsInvalid,
} from './errors.ts';
import { count } from './metrics.ts';
import { isSafeUrl } from './settings.ts';

/** Whose keys, and where they are: undefined is where the issuer's discovery document says. */
interface KeySource {
  readonly issuer: string;
  readonly jwksUri: string | undefined;
}

const timeoutMs = 3000;
/** Keys older than this are fetched again, while they go on being believed. */
const keysFreshMs = 60 * 60 * 1000;
/** While the issuer does not answer, its last keys are believed no longer than this. */
const keysLastMs = 10 * 60 * 60 * 1000;
/** Whoever invents key ids makes us ask no more often than this; nor does an issuer that is down. */
const cooldownMs = 60_000;
const shortestModulus = 2048;

const discoveryDocument = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keySet = z.object({ keys: z.array(z.unknown()) });
const rsaKey = z.looseObject({
  kty: z.literal('RSA'),
  kid: z.string(),
  use: z.literal('sig').optional(),
  alg: z.literal('RS256').optional(),
});

interface Fetched {
  readonly at: number;
  readonly keys: ReadonlyMap<string, KeyObject>;
  /** What was published, to tell whether it has changed. */
  readonly published: string;
}

/**
 * The keys of the issuer's JWKS: all are fetched when one is first needed, and kept. An id that is not
 * among them may be new, so they are fetched again, but not so often that inventing ids becomes an
 * attack on the issuer, and never so that known keys wait for it.
 */
export class IssuerKeys {
  readonly #source: KeySource;
  readonly #context: AuthenticationContext;
  #fetched: Fetched | undefined;
  #fetching: Promise<Fetched> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;
  #failed = false;
  #generation = 0;

  constructor(source: KeySource, context: AuthenticationContext) {
    this.#source = source;
    this.#context = context;
  }

  /** Changes whenever the issuer publishes other keys. */
  get generation(): number {
    return this.#generation;
  }

  /** The key of the id, if it is known without asking the issuer now. */
  known(keyId: string | undefined): KeyObject | undefined {
    const age = this.#age();
    if (age >= keysLastMs) return undefined;
    const isTimeToAsk = age >= keysFreshMs && !this.#fetching && !this.#isCooling();
    if (isTimeToAsk) this.#refresh().catch(() => {}); // the next call that needs a new key is told
    return findKey(this.#fetched, keyId);
  }

  /** Throws CallerUnauthenticated where there is no such key, DependencyUnavailable where that cannot be told now. */
  async find(keyId: string | undefined): Promise<KeyObject> {
    const key = this.known(keyId) ?? findKey(await this.#refetch(), keyId);
    if (key) return key;
    throw new CallerUnauthenticated('The token is signed with an unknown key.');
  }

  /** The keys as they are, where it is too early to ask again. */
  async #refetch(): Promise<Fetched | undefined> {
    const isUsable = this.#age() < keysLastMs;
    if (this.#fetching || !isUsable || !this.#isCooling()) return this.#refresh();
    if (this.#failed) throw unavailable();
    return this.#fetched;
  }

  /** Whoever asks while it happens gets the same keys. */
  async #refresh(): Promise<Fetched> {
    this.#fetching ??= this.#fetch().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<Fetched> {
    this.#askedAt = this.#time();
    this.#failed = true;
    try {
      const fetched = await fetchKeys(this.#source, this.#context);
      if (fetched.published !== this.#fetched?.published) this.#generation += 1;
      this.#failed = false;
      this.#fetched = fetched;
      return fetched;
    } finally {
      count('signing-keys', { outcome: this.#failed ? 'failed' : 'fetched' });
    }
  }

  #isCooling(): boolean {
    return this.#time() - this.#askedAt < cooldownMs;
  }

  #age(): number {
    return this.#fetched ? this.#time() - this.#fetched.at : Number.POSITIVE_INFINITY;
  }

  #time(): number {
    return this.#context.now().getTime();
  }
}

/** A token without a key id can only mean an only key. */
function findKey(fetched: Fetched | undefined, keyId: string | undefined): KeyObject | undefined {
  if (keyId !== undefined) return fetched?.keys.get(keyId);
  return fetched?.keys.size === 1 ? fetched.keys.values().next().value : undefined;
}

async function fetchKeys(source: KeySource, context: AuthenticationContext): Promise<Fetched> {
  const at = context.now().getTime();
  try {
    const { keys } = keySet.parse(
      await fetchJson(source.jwksUri ?? (await discover(source, context))),
    );
    return { at, keys: new Map(keys.flatMap(readKey)), published: JSON.stringify(keys) };
  } catch (error) {
    throw error instanceof CallFault ? error : unavailable(error);
  }
}

/** None where it is no RSA key for signatures, or short, or broken: the others are still good. */
function readKey(published: unknown): [string, KeyObject][] {
  try {
    const jwk = rsaKey.parse(published);
    const key = createPublicKey({ key: jwk, format: 'jwk' });
    const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
    return modulusLength < shortestModulus ? [] : [[jwk.kid, key]];
  } catch {
    return [];
  }
}

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html, 4.3: the document names its issuer */
async function discover(
  { issuer }: KeySource,
  { environment }: AuthenticationContext,
): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const document = discoveryDocument.parse(await fetchJson(url));
  const setting = 'Bearer__Issuer';
  if (document.issuer !== issuer) {
    throw new SettingsInvalid([
      { setting, problem: 'is not the issuer that its own discovery document names' },
    ]);
  }
  if (!isSafeUrl(document.jwks_uri, environment)) {
    throw new SettingsInvalid([{ setting, problem: 'publishes its keys at no https URL' }]);
  }
  return document.jwks_uri;
}

async function fetchJson(url: string): Promise<unknown> {
  const init = { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) } as const;
  // a connection that was kept may have been closed while this process was frozen
  const response = await fetch(url, init).catch(() => fetch(url, init));
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

function unavailable(cause?: unknown): DependencyUnavailable {
  return new DependencyUnavailable('the signing keys of Bearer__Issuer', cause);
}
