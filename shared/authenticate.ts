import { hash, timingSafeEqual } from 'node:crypto';
import type { HttpRequest } from '@azure/functions';
import { decodeBase64 } from './base64.ts';
import { CallerUnauthenticated } from './errors.ts';
import type { Authentication } from './profile.ts';
import { type Environment, requireSecrets } from './settings.ts';

/** Returns where the caller proved who it is, else throws CallerUnauthenticated. */
export type Authenticator = (request: HttpRequest) => void | Promise<void>;

/** What authenticating depends on besides the profile. */
export interface AuthenticationContext {
  readonly environment: Environment;
  readonly now: () => Date;
}

/**
 * The check of a profile's AuthenticationType, with its secrets read. Throws SettingsInvalid where a
 * setting is missing. The reasons that it throws with are for the log: every answer is the same 401.
 * @see facts rest-contract 2
 */
export function authenticatorFor(
  authentication: Authentication,
  context: AuthenticationContext,
): Authenticator | Promise<Authenticator> {
  switch (authentication.type) {
    case 'None':
      return () => undefined;
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

type Secret = readonly Buffer[];

function basic(
  { username, password }: Authentication & { type: 'Basic' },
  { environment }: AuthenticationContext,
): Authenticator {
  const [user, secret] = readSecrets([username, password], environment);
  return (request) => {
    const credentials = decodeBase64(authorization(request, 'basic'));
    const colon = credentials?.indexOf(':') ?? -1;
    if (credentials === undefined || colon < 0) {
      throw new CallerUnauthenticated('The Basic credentials are malformed.');
    }
    const isUser = isSecret(user, credentials.subarray(0, colon));
    const isPassword = isSecret(secret, credentials.subarray(colon + 1));
    if (!(isUser && isPassword))
      throw new CallerUnauthenticated('The Basic credentials are wrong.');
  };
}

function apiKeyHeader(
  { header, key }: Authentication & { type: 'ApiKeyHeader' },
  { environment }: AuthenticationContext,
): Authenticator {
  const [secret] = readSecrets([key], environment);
  return (request) => {
    const value = request.headers.get(header);
    if (value === null) throw new CallerUnauthenticated(`The header "${header}" is missing.`);
    if (!isSecret(secret, value)) throw new CallerUnauthenticated('The API key is wrong.');
  };
}

function bearerToken(
  { token }: Authentication & { type: 'BearerToken' },
  { environment }: AuthenticationContext,
): Authenticator {
  const [secret] = readSecrets([token], environment);
  return (request) => {
    if (!isSecret(secret, authorization(request, 'bearer'))) {
      throw new CallerUnauthenticated('The bearer token is wrong.');
    }
  };
}

/** The libraries behind it are loaded for profiles that need them. */
async function bearerClaim(context: AuthenticationContext): Promise<Authenticator> {
  const { tokenVerifier } = await import('./bearer.ts');
  const verify = tokenVerifier(context);
  return (request) => verify(authorization(request, 'bearer'));
}

/** Digests of the current values and of those that follow in a rotation, where there are any. */
function readSecrets<const Names extends readonly string[]>(
  settings: Names,
  environment: Environment,
): { [Index in keyof Names]: Secret } {
  const secrets = requireSecrets(settings, environment).map((values) => values.map(digest));
  return secrets as { [Index in keyof Names]: Secret };
}

/** Takes the same time whichever of them it is, and if it is none. */
function isSecret(secret: Secret, candidate: string | Buffer): boolean {
  const candidateDigest = digest(candidate);
  let matches = 0;
  for (const known of secret) matches += Number(timingSafeEqual(known, candidateDigest));
  return matches > 0;
}

function digest(value: string | Buffer): Buffer {
  return hash('sha256', value, 'buffer');
}

function authorization(request: HttpRequest, scheme: 'basic' | 'bearer'): string {
  const header = request.headers.get('authorization') ?? '';
  const space = header.indexOf(' ');
  if (space < 0 || header.slice(0, space).toLowerCase() !== scheme) {
    throw new CallerUnauthenticated(`There are no ${scheme} credentials.`);
  }
  return header.slice(space + 1).trim();
}
