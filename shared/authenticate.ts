import { hash, timingSafeEqual } from 'node:crypto';
import { requireAnonymousAllowed } from './anonymous-callers.ts';
import {
  type AuthenticationContext,
  type Authenticator,
  authorization,
  type Proof,
  vouched,
} from './authenticator.ts';
import { decodeBase64 } from './base64.ts';
import { basicCredentials } from './basic-credentials.ts';
import { CallerUnauthenticated } from './errors.ts';
import type { Authentication, RestfulProfile } from './profile.ts';
import { type Environment, requireSecrets } from './settings.ts';

/**
 * The check of a profile's AuthenticationType, with its secrets read. Throws SettingsInvalid where a
 * setting is missing. The reasons that it throws with are for the log: every answer is the same 401.
 * @see facts rest-contract 2
 */
export function authenticatorFor(
  { id, authentication }: Pick<RestfulProfile, 'id' | 'authentication'>,
  context: AuthenticationContext,
): Authenticator | Promise<Authenticator> {
  switch (authentication.type) {
    case 'None':
      requireAnonymousAllowed(id, context.environment);
      return () => vouched;
    case 'Basic':
      return basic(authentication, context);
    case 'ApiKeyHeader':
      return apiKeyHeader(authentication, context);
    case 'BearerToken':
      return bearerToken(authentication, context);
    case 'BearerClaim':
      return bearerClaim(context);
    case 'ClientCertificate':
      return import('./client-certificate.ts').then(({ clientCertificate }) =>
        clientCertificate(authentication, context),
      );
  }
}

/**
 * What is compared is the base64, which a user and a password have one of: no decoding tells by its
 * time how far a guess got.
 */
function basic(
  authentication: Authentication & { type: 'Basic' },
  { environment }: AuthenticationContext,
): Authenticator {
  const { users, passwords } = basicCredentials(authentication, environment);
  const isRotating = users.length + passwords.length > 2;
  const secrets = users.flatMap((user, userIndex) =>
    passwords.map((password, passwordIndex) => {
      const text = Buffer.from(`${user}:${password}`).toString('base64');
      return secretOf(text, userIndex + passwordIndex === 0 ? 'current' : 'next', isRotating);
    }),
  );
  return (request) => {
    const credentials = authorization(request, 'basic');
    const proof = findSecret(secrets, credentials);
    if (proof) return proof;
    const isReadable = decodeBase64(credentials)?.includes(':');
    throw new CallerUnauthenticated(
      `The Basic credentials are ${isReadable ? 'wrong' : 'malformed'}.`,
    );
  };
}

function apiKeyHeader(
  { header, key }: Authentication & { type: 'ApiKeyHeader' },
  { environment }: AuthenticationContext,
): Authenticator {
  const secrets = readSecrets(key, environment);
  return (request) => {
    const value = request.headers.get(header);
    if (value === null) throw new CallerUnauthenticated(`The header "${header}" is missing.`);
    const proof = findSecret(secrets, value);
    if (proof) return proof;
    throw new CallerUnauthenticated('The API key is wrong.');
  };
}

function bearerToken(
  { token }: Authentication & { type: 'BearerToken' },
  { environment }: AuthenticationContext,
): Authenticator {
  const secrets = readSecrets(token, environment);
  return (request) => {
    const proof = findSecret(secrets, authorization(request, 'bearer'));
    if (proof) return proof;
    throw new CallerUnauthenticated('The bearer token is wrong.');
  };
}

/** What it takes is loaded for profiles that need it. */
async function bearerClaim(context: AuthenticationContext): Promise<Authenticator> {
  const { bearerAuthenticator } = await import('./bearer.ts');
  return bearerAuthenticator(context);
}

interface Secret {
  readonly digest: Buffer;
  readonly proof: Proof;
}

/** The current value, and the one that follows in a rotation where there is one. */
function readSecrets(setting: string, environment: Environment): Secret[] {
  const [values = []] = requireSecrets([setting], environment);
  return values.map((value, index) =>
    secretOf(value, index === 0 ? 'current' : 'next', values.length > 1),
  );
}

function secretOf(text: string, slot: 'current' | 'next', isRotating: boolean): Secret {
  return { digest: digest(text), proof: { slot, isRotating } };
}

/** Compares with all of them, whichever it is. */
function findSecret(secrets: readonly Secret[], candidate: string): Proof | undefined {
  const candidateDigest = digest(candidate);
  const equal = secrets.filter((secret) => timingSafeEqual(secret.digest, candidateDigest));
  return equal[0]?.proof;
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
