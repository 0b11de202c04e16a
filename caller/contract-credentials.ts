import type { RestfulAuthentication } from '../compiler/restful-technical-profile.ts';
import { type AuthenticatedRequest, clientCertificateHeader } from './authenticate.ts';
import { readClientCertificate } from './client-certificate.ts';
import type { WireRequest } from './encode.ts';
import type { Keys } from './keys.ts';

/** A way of calling without the right to. */
export interface WrongCredentials {
  readonly name: string;
  add(request: WireRequest): AuthenticatedRequest;
}

/** What wrong credentials are made of. */
export interface WrongCredentialsSource {
  readonly authentication: RestfulAuthentication;
  readonly keys: Keys;
  /** Stands where a secret would. */
  readonly canary: string;
  /** The bearer token that the backend would take; undefined where none was fetched. */
  readonly token: string | undefined;
  /** PEM of a key and a certificate that nobody has pinned. */
  readonly stranger: string | undefined;
  readonly isSecure: boolean;
}

/**
 * The credentials that a backend has to refuse, by the profile's AuthenticationType: none, wrong,
 * malformed, of another scheme, forged. None for `None`.
 * @see facts rest-contract 2.1 to 2.4
 */
export function wrongCredentials(source: WrongCredentialsSource): readonly WrongCredentials[] {
  const { authentication, canary } = source;
  switch (authentication.type) {
    case 'None':
      return [];
    case 'Basic':
      return [
        absent,
        ...basic(authentication, source),
        withScheme('other scheme', 'Bearer', canary),
      ];
    case 'ApiKeyHeader':
      return [
        absent,
        withHeader('wrong', authentication.header, canary),
        withHeader('empty', authentication.header, ''),
        withScheme('other scheme', 'Bearer', canary),
      ];
    case 'BearerToken':
      return [absent, ...bearer(canary)];
    case 'BearerClaim':
      return [absent, ...bearer(canary), ...forgedTokens(source)];
    case 'ClientCertificate':
      return [absent, ...certificates(authentication.certificate, source)];
  }
}

const absent: WrongCredentials = { name: 'absent', add: (request) => request };

function withHeader(name: string, header: string, value: string): WrongCredentials {
  return {
    name,
    add: (request) => ({ ...request, headers: [...request.headers, [header, value]] }),
  };
}

function withScheme(name: string, scheme: string, value: string): WrongCredentials {
  return withHeader(name, 'authorization', `${scheme} ${value}`.trim());
}

function basic(names: { username: string }, { keys, canary }: WrongCredentialsSource) {
  const username = keys(names.username);
  const pairs = [
    ['wrong', `${canary}:${canary}`],
    ...(username ? [['wrong password', `${username}:${canary}`] as const] : []),
    ['empty', ':'],
    ['malformed (no colon)', canary],
  ] as const;
  return [
    ...pairs.map(([name, text]) => withScheme(name, 'Basic', base64(text))),
    withScheme('malformed (no base64)', 'Basic', `!${canary}`),
  ];
}

function bearer(canary: string) {
  return [
    withScheme('wrong', 'Bearer', canary),
    withScheme('empty', 'Bearer', ''),
    withScheme('malformed', canary, canary),
    withScheme('other scheme', 'Basic', base64(`${canary}:${canary}`)),
  ];
}

/** With a real token these are what an attacker makes of one; without, the claims are made up. */
function forgedTokens({ canary, token }: WrongCredentialsSource) {
  const [header = '', payload = '', signature = ''] = token?.split('.') ?? [];
  const claims = payload || base64Url(JSON.stringify({ sub: canary, exp: 4_102_444_800 }));
  const unsigned = `${base64Url(JSON.stringify({ alg: 'none', typ: 'JWT' }))}.${claims}.`;
  const forged = [withScheme('forged (alg none)', 'Bearer', unsigned)];
  if (signature === '') return forged;
  const tampered = `${header}.${payload}.${[...signature].reverse().join('')}`;
  return [...forged, withScheme('forged (wrong signature)', 'Bearer', tampered)];
}

/** The header is what a front end writes: over TLS nobody else may bring it. @see facts rest-contract 2.4 */
function certificates(
  storageReferenceId: string,
  { keys, canary, stranger, isSecure }: WrongCredentialsSource,
): WrongCredentials[] {
  const malformed = withHeader('malformed', clientCertificateHeader, canary);
  const strangers = stranger ? [presented(stranger, isSecure)] : [];
  if (!isSecure) return [malformed, ...strangers];
  const der = derOf(keys(storageReferenceId));
  const forged = der ? [withHeader('forged (only its header)', clientCertificateHeader, der)] : [];
  return [malformed, ...strangers, ...forged];
}

function presented(pem: string, isSecure: boolean): WrongCredentials {
  if (!isSecure) return withHeader('wrong', clientCertificateHeader, derOf(pem) ?? '');
  return { name: 'wrong', add: (request) => ({ ...request, clientCertificate: pem }) };
}

/** Undefined for what holds no certificate: the calls with the right one say so. */
function derOf(pem: string | undefined): string | undefined {
  try {
    return pem === undefined ? undefined : readClientCertificate(pem).der;
  } catch {
    return undefined;
  }
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}

function base64Url(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
