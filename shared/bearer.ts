import { hash } from 'node:crypto';
import type { HttpRequest } from '@azure/functions';
import {
  type AuthenticationContext,
  type Authenticator,
  authorization,
  vouched,
} from './authenticator.ts';
import {
  type BearerTrust,
  bearerTrust,
  isPrincipalForwarded,
  requireTrusted,
} from './bearer-trust.ts';
import { readPrincipal } from './easy-auth.ts';
import { CallerUnauthenticated } from './errors.ts';
import { isSignedBy, readToken, type TokenPayload } from './json-web-token.ts';
import type { Environment } from './settings.ts';
import { IssuerKeys } from './signing-keys.ts';

const clockToleranceMs = 60_000;
/** A caller that loses its permission is let in no longer than this. */
const rememberedMs = 5 * 60_000;
const mostRemembered = 1000;

const authenticators = new WeakMap<Environment, Authenticator>();

/**
 * The check of JWTs. Profiles of one environment share it, so that keys are fetched once for all.
 * Throws SettingsInvalid where a setting is missing.
 */
export function bearerAuthenticator(context: AuthenticationContext): Authenticator {
  const known = authenticators.get(context.environment);
  if (known) return known;
  const made = authenticatorOf(context);
  authenticators.set(context.environment, made);
  return made;
}

function authenticatorOf(context: AuthenticationContext): Authenticator {
  const trust = bearerTrust(context.environment);
  if (isPrincipalForwarded(context.environment)) {
    return (request) => {
      requireTrusted(readPrincipal(request), trust);
      return vouched;
    };
  }
  const verifier = new TokenVerifier(trust, context);
  return (request: HttpRequest) => {
    const token = authorization(request, 'bearer');
    return verifier.remembers(token) ? vouched : verifier.verify(token).then(() => vouched);
  };
}

interface Remembered {
  readonly untilMs: number;
  readonly keys: IssuerKeys;
  /** Of the keys, when the token was verified. */
  readonly generation: number;
}

/**
 * Believes JWTs of `Bearer__Issuer` for `Bearer__Audience` that one of `Bearer__AllowedClients` asked
 * for. What it has verified it remembers by its digest for five minutes, and no longer than the token
 * lasts or its issuer's keys stay as they are. @see facts rest-contract 2.3
 */
export class TokenVerifier {
  readonly #trust: BearerTrust;
  readonly #now: () => Date;
  readonly #keysOf: ReadonlyMap<string, IssuerKeys>;
  readonly #remembered = new Map<string, Remembered>();

  constructor(trust: BearerTrust, context: AuthenticationContext) {
    this.#trust = trust;
    this.#now = context.now;
    this.#keysOf = new Map(
      trust.issuers.map((issuer) => [
        issuer,
        new IssuerKeys({ issuer, jwksUri: trust.jwksUri }, context),
      ]),
    );
  }

  /** Whether this very token has been verified lately. */
  remembers(token: string): boolean {
    if (this.#remembered.size === 0) return false;
    const known = this.#remembered.get(digest(token));
    if (known === undefined) return false;
    return this.#now().getTime() < known.untilMs && known.generation === known.keys.generation;
  }

  /** Throws CallerUnauthenticated for a token that is not believed. */
  async verify(text: string): Promise<void> {
    const token = readToken(text);
    if (!token) throw new CallerUnauthenticated('The bearer token is no JWT in RS256.');
    const { payload, keyId } = token;
    const keys = this.#keysOf.get(payload.iss);
    if (!keys) {
      throw new CallerUnauthenticated('The token is of an issuer that is not trusted.');
    }
    const key = keys.known(keyId) ?? (await keys.find(keyId));
    if (!isSignedBy(token, key)) throw new CallerUnauthenticated('The signature is wrong.');
    this.#requireTime(payload);
    requireTrusted(
      {
        issuer: payload.iss,
        audiences: [payload.aud].flat(),
        client: payload.azp ?? payload.appid,
        roles: payload.roles ?? [],
      },
      this.#trust,
    );
    this.#remember(text, payload, keys);
  }

  #requireTime({ exp, nbf }: TokenPayload): void {
    const now = this.#now().getTime();
    if (now >= exp * 1000 + clockToleranceMs) {
      throw new CallerUnauthenticated('The token has expired.');
    }
    if (nbf !== undefined && now < nbf * 1000 - clockToleranceMs) {
      throw new CallerUnauthenticated('The token is not valid yet.');
    }
  }

  #remember(text: string, { exp }: TokenPayload, keys: IssuerKeys): void {
    const oldest = this.#remembered.keys().next();
    if (this.#remembered.size >= mostRemembered && !oldest.done) {
      this.#remembered.delete(oldest.value);
    }
    const untilMs = Math.min(this.#now().getTime() + rememberedMs, exp * 1000);
    this.#remembered.set(digest(text), { untilMs, keys, generation: keys.generation });
  }
}

function digest(token: string): string {
  return hash('sha256', token, 'base64');
}
