import * as jose from 'jose';
import { ownProperty } from '../caller/json-path.ts';
import { parseExactJson } from '../compiler/exact-json.ts';
import type { OpenIdMetadata } from './open-id-metadata.ts';
import { discover } from './open-id-metadata.ts';
import type { ProfileRun } from './profile-run.ts';
import { providerRefused } from './provider-answer.ts';
import { callProvider } from './provider-call.ts';
import { isFlagSet, providerEndpoint } from './provider-endpoints.ts';

/** Never `none`, never a symmetric one: those a client could sign itself. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
];
const clockToleranceSeconds = 300;

/** What an ID token must agree with. */
export interface IdTokenCheck {
  readonly metadata: OpenIdMetadata;
  readonly nonce: string;
}

/**
 * The claims of an ID token whose signature, issuer, audience, times and nonce are right.
 * @throws {JourneyFailed} AADB2C90273 where one is not
 * @see facts engine 2.8
 */
export async function validateIdToken(
  run: ProfileRun,
  idToken: string,
  { metadata, nonce }: IdTokenCheck,
): Promise<jose.JWTPayload> {
  const said = decode(idToken);
  const issuer = expectedIssuer(run, said.iss ?? '', metadata);
  const keys = await providerKeys(run, await metadataOfIssuer(run, said.iss ?? '', metadata));
  const audience = run.metadata('IdTokenAudience') ?? run.metadata('client_id') ?? '';
  const currentDate = run.tenant.now();
  const claims = await jose
    .jwtVerify(idToken, keys, {
      ...{ algorithms, issuer, audience, currentDate },
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp'],
    })
    .then(({ payload }) => payload)
    .catch((cause) => {
      throw providerRefused(`id_token:${cause.claim ?? cause.code ?? 'invalid'}`, cause);
    });
  if (claims['nonce'] !== nonce) throw providerRefused('id_token:nonce');
  return claims;
}

function decode(idToken: string): jose.JWTPayload {
  try {
    return jose.decodeJwt(idToken);
  } catch (cause) {
    throw providerRefused('id_token:malformed', cause);
  }
}

/** With ValidTokenIssuerPrefixes every issuer that begins so; else the one of metadata or discovery. */
function expectedIssuer(run: ProfileRun, said: string, { issuer }: OpenIdMetadata): string {
  const prefixes = (run.metadata('ValidTokenIssuerPrefixes') ?? '')
    .split(',')
    .map((prefix) => prefix.trim())
    .filter((prefix) => prefix !== '');
  if (prefixes.length === 0) return run.metadata('issuer') ?? issuer;
  if (prefixes.some((prefix) => said.startsWith(prefix))) return said;
  throw providerRefused('id_token:iss');
}

/** The signing keys may be those of the token's issuer; it was found good, or will be. */
async function metadataOfIssuer(
  run: ProfileRun,
  said: string,
  metadata: OpenIdMetadata,
): Promise<OpenIdMetadata> {
  if (!isFlagSet(run, 'DiscoverMetadataByTokenIssuer') || said === '') return metadata;
  return discover(run, `${said.replace(/\/$/, '')}/.well-known/openid-configuration`);
}

/** The signing keys of a provider. @throws {JourneyFailed} AADB2C90273 where there are none */
export async function providerKeys(run: ProfileRun, { jwksUri }: OpenIdMetadata) {
  const endpoint = providerEndpoint(run, jwksUri, 'keys');
  const { text } = await callProvider(run, endpoint, { what: 'signing keys', method: 'GET' });
  const json = parseExactJson(text);
  if (!Array.isArray(ownProperty(json, 'keys'))) throw providerRefused('jwks_invalid');
  return jose.createLocalJWKSet(json as jose.JSONWebKeySet);
}
