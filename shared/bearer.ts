import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import * as z from 'zod';
import type { AuthenticationContext } from './authenticate.ts';
import { CallerUnauthenticated } from './errors.ts';
import { type BearerTrust, bearerTrust } from './settings.ts';
import { keyFinder } from './signing-keys.ts';

const algorithm = 'RS256';
const clockToleranceSeconds = 60;

const tokenPayload = z.object({
  exp: z.number(),
  azp: z.string().optional(),
  appid: z.string().optional(),
});

/**
 * Believes JWTs of `Bearer__Issuer` for `Bearer__Audience` that one of `Bearer__AllowedClients` asked
 * for; throws CallerUnauthenticated for all others. @see facts rest-contract 2.3
 */
export function tokenVerifier(context: AuthenticationContext): (token: string) => Promise<void> {
  const trust = bearerTrust(context.environment);
  const findKey = keyFinder(trust, context);
  return async (token) => {
    const payload = verify(token, await findKey(keyIdOf(token)), trust, context.now());
    const client = payload.azp ?? payload.appid;
    if (client === undefined || !trust.allowedClients.has(client)) {
      throw new CallerUnauthenticated('The token was issued to a client that is not allowed.');
    }
  };
}

function keyIdOf(token: string): string | undefined {
  const header = decodeHeader(token);
  if (header?.alg !== algorithm) {
    throw new CallerUnauthenticated(`The bearer token is no JWT that is signed with ${algorithm}.`);
  }
  const { kid }: { kid?: unknown } = header;
  if (kid === undefined || typeof kid === 'string') return kid;
  throw new CallerUnauthenticated('The key id of the bearer token is no text.');
}

/** The library parses the payload too, and throws where that is no JSON. */
function decodeHeader(token: string): jwt.JwtHeader | undefined {
  try {
    return jwt.decode(token, { complete: true })?.header;
  } catch {
    return undefined;
  }
}

function verify(
  token: string,
  key: KeyObject,
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
