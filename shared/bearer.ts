import jwt from 'jsonwebtoken';
import { JwksClient, JwksRateLimitError, SigningKeyNotFoundError } from 'jwks-rsa';
import * as z from 'zod';
import type { AuthenticationContext } from './authenticate.ts';
import { CallerUnauthenticated, DependencyUnavailable } from './errors.ts';
import { type BearerTrust, bearerTrust } from './settings.ts';

const algorithm = 'RS256';
const clockToleranceSeconds = 60;
const timeoutMs = 3000;
const keyRequestsPerMinute = 5;

const discoveryDocument = z.object({ jwks_uri: z.url() });
const tokenPayload = z.object({
  exp: z.number(),
  azp: z.string().optional(),
  appid: z.string().optional(),
});

/**
 * Believes JWTs of `Bearer__Issuer` for `Bearer__Audience` that one of `Bearer__AllowedClients` asked
 * for; throws CallerUnauthenticated for all others. @see facts rest-contract 2.3
 */
export function tokenVerifier({
  environment,
  now,
}: AuthenticationContext): (token: string) => Promise<void> {
  const trust = bearerTrust(environment);
  const findKey = signingKeys(trust);
  return async (token) => {
    const payload = verify(token, await findKey(keyIdOf(token)), trust, now());
    const client = payload.azp ?? payload.appid;
    if (client === undefined || !trust.allowedClients.has(client)) {
      throw new CallerUnauthenticated('The token was issued to a client that is not allowed.');
    }
  };
}

function keyIdOf(token: string): string | undefined {
  const header = jwt.decode(token, { complete: true })?.header;
  if (header?.alg !== algorithm) {
    throw new CallerUnauthenticated(`The bearer token is no JWT that is signed with ${algorithm}.`);
  }
  return header.kid;
}

function verify(
  token: string,
  key: string,
  { issuer, audience }: BearerTrust,
  now: Date,
): z.output<typeof tokenPayload> {
  try {
    const payload = jwt.verify(token, key, {
      algorithms: [algorithm],
      issuer,
      audience,
      clockTolerance: clockToleranceSeconds,
      clockTimestamp: Math.floor(now.getTime() / 1000),
    });
    return tokenPayload.parse(payload);
  } catch (error) {
    throw new CallerUnauthenticated(`The bearer token is not valid: ${reasonOf(error)}.`);
  }
}

/** The library's own words, up to where they may quote something. */
function reasonOf(error: unknown): string {
  const message = error instanceof jwt.JsonWebTokenError ? error.message : '';
  return /^[a-z ]+/.exec(message)?.[0] ?? 'a claim is missing or malformed';
}

/** Finds keys in the issuer's JWKS, which is fetched when first needed and kept. */
function signingKeys(trust: BearerTrust): (keyId: string | undefined) => Promise<string> {
  let client: JwksClient | undefined;
  return async (keyId) => {
    try {
      client ??= await jwksClient(trust);
      return (await client.getSigningKey(keyId)).getPublicKey();
    } catch (error) {
      if (error instanceof SigningKeyNotFoundError || error instanceof JwksRateLimitError) {
        throw new CallerUnauthenticated('The bearer token is signed with an unknown key.');
      }
      throw new DependencyUnavailable('the signing keys of Bearer__Issuer', error);
    }
  };
}

async function jwksClient({ issuer, jwksUri }: BearerTrust): Promise<JwksClient> {
  return new JwksClient({
    jwksUri: jwksUri ?? (await discoverJwksUri(issuer)),
    cache: true,
    rateLimit: true,
    jwksRequestsPerMinute: keyRequestsPerMinute,
    timeout: timeoutMs,
  });
}

async function discoverJwksUri(issuer: string): Promise<string> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  return discoveryDocument.parse(await response.json()).jwks_uri;
}
