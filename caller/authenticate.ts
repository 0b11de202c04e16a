import type { RestfulAuthentication } from '../compiler/restful-technical-profile.ts';
import { claimToText } from './claim-forms.ts';
import { hasValue } from './claims-bag.ts';
import { readClientCertificate } from './client-certificate.ts';
import type { WireRequest } from './encode.ts';
import { collectInputClaims, findSentClaim, type RequestSource } from './input-claims.ts';
import type { Keys } from './keys.ts';
import { RequestNotSent } from './request-not-sent.ts';

/** A request as it goes out. It holds secrets: it is for the wire, never for a log or a page. */
export interface AuthenticatedRequest extends WireRequest {
  /** PEM of private key and certificate, for the TLS handshake. */
  readonly clientCertificate?: string;
}

/** The header in which Azure's front end hands a client certificate on. */
export const clientCertificateHeader = 'x-arr-clientcert';

/** Puts credentials on an encoded request. */
export type AddCredentials = (request: WireRequest) => AuthenticatedRequest;

/**
 * The credentials that the profile's AuthenticationType asks for.
 * @throws {RequestNotSent} where a key is missing, or the bearer claim is no InputClaim with a value
 * @see facts rest-contract 2.1, 2.3 and 2.4
 */
export function prepareCredentials(source: RequestSource, keys: Keys): AddCredentials {
  const { authentication } = source.profile;
  if (authentication.type === 'ClientCertificate') {
    const pem = readKey(keys, authentication.certificate);
    const { der } = parseCertificate(pem, authentication.certificate);
    return (request) => addCertificate(request, pem, der);
  }
  const header = readHeader(authentication, source, keys);
  return (request) => (header ? addHeader(request, header) : request);
}

type Header = readonly [name: string, value: string];

function readHeader(
  authentication: Exclude<RestfulAuthentication, { type: 'ClientCertificate' }>,
  source: RequestSource,
  keys: Keys,
): Header | undefined {
  switch (authentication.type) {
    case 'None':
      return undefined;
    case 'Basic':
      return ['authorization', `Basic ${basicCredentials(authentication, keys)}`];
    case 'ApiKeyHeader':
      return [
        authentication.header,
        headerText(readKey(keys, authentication.key), authentication.key),
      ];
    case 'BearerToken':
      return bearer(readKey(keys, authentication.token), authentication.token);
    case 'BearerClaim':
      return bearer(readBearerClaim(authentication.claim, source), authentication.claim);
  }
}

function basicCredentials(names: { username: string; password: string }, keys: Keys): string {
  const credentials = `${readKey(keys, names.username)}:${readKey(keys, names.password)}`;
  return Buffer.from(credentials, 'utf8').toString('base64');
}

function bearer(token: string, name: string): Header {
  return ['authorization', `Bearer ${headerText(token, name)}`];
}

/** The claim has to be an InputClaim: one that is only in the bag is not seen. */
function readBearerClaim(id: string, source: RequestSource): string {
  const claim = findSentClaim(collectInputClaims(source, 'send'), id);
  if (claim) return claimToText(claim.value, claim.dataType, 'native');
  const available = [...source.claims].filter(([, value]) => hasValue(value)).map(([name]) => name);
  const message = `The bearer claim "${id}" is no InputClaim with a value; claims there are: "${available.join('", "')}".`;
  throw new RequestNotSent('bearer-claim-missing', message, 'AADB2C90194');
}

function readKey(keys: Keys, storageReferenceId: string): string {
  const value = keys(storageReferenceId);
  if (value !== undefined && value !== '') return value;
  const message = `The policy key "${storageReferenceId}" has no value.`;
  throw new RequestNotSent('key-missing', message, 'AADB2C90025');
}

/** A line break that came along with a pasted secret would end the header. */
function headerText(secret: string, name: string): string {
  if (/^[\x20-\x7e]+$/.test(secret)) return secret;
  throw new RequestNotSent('key-unusable', `The value of "${name}" cannot travel in a header.`);
}

function addHeader(request: WireRequest, [name, value]: Header): AuthenticatedRequest {
  const others = request.headers.filter(([other]) => other.toLowerCase() !== name.toLowerCase());
  return { ...request, headers: [...others, [name, value]] };
}

function parseCertificate(pem: string, storageReferenceId: string) {
  try {
    return readClientCertificate(pem);
  } catch {
    const message = `The policy key "${storageReferenceId}" holds no certificate in PEM.`;
    throw new RequestNotSent('key-unusable', message);
  }
}

/** Over plain HTTP on this machine we do what Azure's front end does after its TLS. */
function addCertificate(request: WireRequest, pem: string, der: string): AuthenticatedRequest {
  if (request.url.protocol === 'https:') return { ...request, clientCertificate: pem };
  if (isLoopback(request.url.hostname)) return addHeader(request, [clientCertificateHeader, der]);
  const message = 'A client certificate travels in TLS only, and the ServiceUrl is plain HTTP.';
  throw new RequestNotSent('certificate-needs-https', message);
}

/** Whether the host name means this machine and nothing else. */
function isLoopback(hostname: string): boolean {
  return /^(localhost|127(?:\.[0-9]{1,3}){3}|\[::1\])$/i.test(hostname);
}
