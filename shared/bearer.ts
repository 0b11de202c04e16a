import { hash, type KeyObject } from 'node:crypto';
import {
  type AuthenticationContext,
  type Authenticator,
  authorization,
  type Proof,
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
import { isSignedBy, readToken, type SignedToken, type TokenPayload } from './json-web-token.ts';
import type { Environment } from './settings.ts';
import { IssuerKeys } from './signing-keys.ts';

const clockToleranceMs = 60_000;
/** A caller that loses its permission is let in no longer than this. */
const rememberedMs = 5 * 60_000;
/** As many again may be left of the time before. */
const mostRemembered = 500;

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
  return (request) => verifier.verify(authorization(request, 'bearer'));
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
  #remembered = new Map<string, Remembered>();
  #rememberedBefore = this.#remembered;

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
    return this.#isRemembered(digestOf(token));
  }

  /** Throws CallerUnauthenticated for a token that is not believed; waits only where keys have to be fetched. */
  verify(text: string): Proof | Promise<Proof> {
    const digest = digestOf(text);
    if (this.#isRemembered(digest)) return vouched;
    const token = readToken(text);
    if (!token) throw new CallerUnauthenticated('The bearer token is no JWT in RS256.');
    const keys = this.#keysOf.get(token.payload.iss);
    if (!keys) throw new CallerUnauthenticated('The token is of an issuer that is not trusted.');
    const judge = (key: KeyObject): Proof => {
      this.#judge(token, key);
      this.#remember(digest, token.payload, keys);
      return vouched;
    };
    const known = keys.known(token.keyId);
    return known ? judge(known) : keys.find(token.keyId).then(judge);
  }

  #judge(token: SignedToken, key: KeyObject): void {
    if (!isSignedBy(token, key)) throw new CallerUnauthenticated('The signature is wrong.');
    const { iss, aud, azp, appid, roles = [] } = token.payload;
    this.#requireTime(token.payload);
    const audiences = typeof aud === 'string' ? [aud] : aud;
    requireTrusted({ issuer: iss, audiences, client: azp ?? appid, roles }, this.#trust);
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

  #isRemembered(digest: string): boolean {
    const known = this.#remembered.get(digest) ?? this.#rememberedBefore.get(digest);
    if (known === undefined) return false;
    return this.#now().getTime() < known.untilMs && known.generation === known.keys.generation;
  }

  #remember(digest: string, { exp }: TokenPayload, keys: IssuerKeys): void {
    if (this.#remembered.size >= mostRemembered) {
      this.#rememberedBefore = this.#remembered;
      this.#remembered = new Map();
    }
    const untilMs = Math.min(this.#now().getTime() + rememberedMs, exp * 1000);
    this.#remembered.set(digest, { untilMs, keys, generation: keys.generation });
  }
}

function digestOf(token: string): string {
  return hash('sha256', token, 'base64');
}
