import { createPublicKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { AuthenticationContext } from './authenticate.ts';
import {
  CallerUnauthenticated,
  CallFault,
  DependencyUnavailable,
  SettingsInvalid,
} from './errors.ts';
import { type BearerTrust, isSafeUrl } from './settings.ts';

/** Finds the key of an id. Throws CallerUnauthenticated where there is none, DependencyUnavailable where that cannot be told now. */
export type KeyFinder = (keyId: string | undefined) => Promise<KeyObject>;

const timeoutMs = 3000;
/** What the issuer has withdrawn is believed no longer than this. */
const keysLastMs = 10 * 60 * 60 * 1000;
/** Whoever invents key ids makes us ask no more often than this. */
const cooldownMs = 30_000;

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
}

/**
 * The keys of the issuer's JWKS: all are fetched when one is first needed, and kept. An id that is not
 * among them may be new, so they are fetched again, but not so often that inventing ids keeps known
 * keys from being found: in between nobody can tell, which is 503 and not 401.
 */
export function keyFinder(trust: BearerTrust, context: AuthenticationContext): KeyFinder {
  let fetched: Fetched | undefined;
  let fetching: Promise<Fetched> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return async (keyId) => {
    const at = context.now().getTime();
    const current = fetched && at - fetched.at < keysLastMs ? fetched : undefined;
    const known = findKey(current, keyId);
    if (known) return known;
    if (!fetching && current && at - askedAt < cooldownMs) throw unavailable();
    const found = findKey(await fetchOnce(at), keyId);
    if (found) return found;
    throw new CallerUnauthenticated('The bearer token is signed with an unknown key.');
  };

  /** Whoever asks while it happens gets the same keys. */
  async function fetchOnce(at: number): Promise<Fetched> {
    if (!fetching) {
      askedAt = at;
      fetching = fetchKeys(trust, context).finally(() => {
        fetching = undefined;
      });
    }
    fetched = await fetching;
    return fetched;
  }
}

/** A token without a key id can only mean an only key. */
function findKey(fetched: Fetched | undefined, keyId: string | undefined): KeyObject | undefined {
  if (keyId !== undefined) return fetched?.keys.get(keyId);
  return fetched?.keys.size === 1 ? fetched.keys.values().next().value : undefined;
}

async function fetchKeys(trust: BearerTrust, context: AuthenticationContext): Promise<Fetched> {
  const at = context.now().getTime();
  try {
    const { keys } = keySet.parse(
      await fetchJson(trust.jwksUri ?? (await discover(trust, context))),
    );
    return { at, keys: new Map(keys.flatMap(readKey)) };
  } catch (error) {
    throw error instanceof CallFault ? error : unavailable(error);
  }
}

/** None where it is no RSA key for signatures, or broken: the others are still good. */
function readKey(published: unknown): [string, KeyObject][] {
  try {
    const key = rsaKey.parse(published);
    return [[key.kid, createPublicKey({ key, format: 'jwk' })]];
  } catch {
    return [];
  }
}

/** @see https://openid.net/specs/openid-connect-discovery-1_0.html, 4.3: the document names its issuer */
async function discover(
  { issuer }: BearerTrust,
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
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}

function unavailable(cause?: unknown): DependencyUnavailable {
  return new DependencyUnavailable('the signing keys of Bearer__Issuer', cause);
}
