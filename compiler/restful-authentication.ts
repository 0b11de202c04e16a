import type { Diagnostic } from './diagnostic.ts';
import { didYouMean } from './did-you-mean.ts';
import { finding } from './generating-rules.ts';
import { fold } from './id-map.ts';
import type { CryptographicKey, EffectivePolicy, InputClaim, TechnicalProfile } from './model.ts';
import type { RestfulMetadata } from './restful-metadata.ts';
import type { RestfulAuthentication, WireClaim } from './restful-technical-profile.ts';

/** A technical profile that is being read, and where its faults go. */
export interface RestfulReader {
  readonly policy: EffectivePolicy;
  readonly profile: TechnicalProfile;
  readonly metadata: RestfulMetadata;
  readonly inputClaims: readonly WireClaim<InputClaim>[];
  readonly diagnostics: Diagnostic[];
}

const types = ['None', 'Basic', 'ClientCertificate', 'ApiKeyHeader', 'Bearer'] as const;

/** Undefined after an error. @see facts rest-contract 2.1; absent is None by engine 2.11 */
export function readAuthentication(reader: RestfulReader): RestfulAuthentication | undefined {
  switch (reader.metadata.oneOf('AuthenticationType', types, 'None')) {
    case 'None':
      return { type: 'None' };
    case 'Basic':
      return readBasic(reader);
    case 'ClientCertificate': {
      const certificate = readKey(reader, 'ClientCertificate');
      return certificate === undefined ? undefined : { type: 'ClientCertificate', certificate };
    }
    case 'ApiKeyHeader':
      return readApiKeyHeader(reader);
    case 'Bearer':
      return readBearer(reader);
    default:
      return undefined;
  }
}

function readBasic(reader: RestfulReader): RestfulAuthentication | undefined {
  const username = readKey(reader, 'BasicAuthenticationUsername');
  const password = readKey(reader, 'BasicAuthenticationPassword');
  return username && password ? { type: 'Basic', username, password } : undefined;
}

/** The StorageReferenceId of the key with this id. */
function readKey({ profile, diagnostics }: RestfulReader, id: string): string | undefined {
  const key = profile.cryptographicKeys.find((candidate) => fold(candidate.id) === fold(id));
  if (key?.storageReferenceId) return key.storageReferenceId;
  const hint = didYouMean(
    id,
    profile.cryptographicKeys.map((candidate) => candidate.id),
  );
  const message = `"${profile.id}" has no Key "${id}", which its AuthenticationType needs.${hint}`;
  diagnostics.push(finding('rest-key-missing', profile.position, message));
  return undefined;
}

/** UseClaimAsBearerToken wins over a key: where both are given, B2C's choice is not documented. */
function readBearer(reader: RestfulReader): RestfulAuthentication | undefined {
  const item = reader.metadata.item('UseClaimAsBearerToken');
  if (item === undefined) {
    const token = readKey(reader, 'BearerAuthenticationToken');
    return token === undefined ? undefined : { type: 'BearerToken', token };
  }
  const { profile, diagnostics } = reader;
  const ids = reader.inputClaims.map(({ claimType }) => claimType.id);
  const claim = ids.find((id) => fold(id) === fold(item.value));
  if (claim !== undefined) return { type: 'BearerClaim', claim };
  const message = `"${profile.id}" uses the claim "${item.value}" as bearer token, which is none of its InputClaims.`;
  diagnostics.push(
    finding('rest-bearer-claim', item.position, message + didYouMean(item.value, ids)),
  );
  return undefined;
}

/** The key's id is the header's name. */
function readApiKeyHeader({
  profile,
  diagnostics,
}: RestfulReader): RestfulAuthentication | undefined {
  const keys = profile.cryptographicKeys.filter((key) => !otherKeys.has(fold(key.id)));
  const [key, second] = keys;
  if (key === undefined || !isHeaderName(key.id)) {
    diagnostics.push(
      finding('rest-key-missing', (key ?? profile).position, headerMessage(profile, key)),
    );
    return undefined;
  }
  if (second !== undefined) {
    const message = `"${profile.id}" has the keys "${key.id}" and "${second.id}"; the first is taken.`;
    diagnostics.push(finding('rest-key-ambiguous', second.position, message));
  }
  return { type: 'ApiKeyHeader', header: key.id, key: key.storageReferenceId };
}

function headerMessage(profile: TechnicalProfile, key: CryptographicKey | undefined): string {
  return key === undefined
    ? `"${profile.id}" has no Key whose Id is the name of the header that carries the key.`
    : `The Key "${key.id}" of "${profile.id}" cannot be the name of a header.`;
}

/** Keys of other purposes, which some policies leave in place. @see facts policy-language 5.5 */
const otherKeys = new Set([
  'basicauthenticationusername',
  'basicauthenticationpassword',
  'clientcertificate',
  'bearerauthenticationtoken',
  'client_secret',
  'issuer_secret',
  'issuer_refresh_token_key',
]);

/** A token of RFC 9110, section 5.6.2. */
export function isHeaderName(name: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name);
}
