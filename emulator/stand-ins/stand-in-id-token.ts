import * as jose from 'jose';
import type { StandInGrant } from './oauth-provider.ts';
import { organizationId, personClaims, subjectOf } from './person-claims.ts';
import { metadataOf, type PlayedProfile } from './played-profile.ts';
import type { StandInServer } from './stand-in-server.ts';

const wellKnown = '/.well-known/openid-configuration';
const lifetimeSeconds = 3600;

/**
 * The issuer that the real provider would name, so that a policy which keeps `iss` sees what it will
 * see: `issuer`, else what METADATA and ValidTokenIssuerPrefixes let expect.
 */
export function issuerOf(played: PlayedProfile): string {
  const declared = metadataOf(played, 'issuer');
  if (declared !== undefined) return declared;
  const [metadata = ''] = (metadataOf(played, 'METADATA') ?? '').split('?');
  const own = metadata.endsWith(wellKnown) ? metadata.slice(0, -wellKnown.length) : played.base;
  const organization = organizationId(played);
  const issuer = own.replace(
    /\/(?:common|organizations|\{tenant\}|\{tenantid\})(?=\/|$)/i,
    `/${organization}`,
  );
  const prefixes = (metadataOf(played, 'ValidTokenIssuerPrefixes') ?? '')
    .split(',')
    .map((each) => each.trim());
  const [first = ''] = prefixes;
  const isValid = prefixes.some((prefix) => issuer.startsWith(prefix));
  return isValid ? issuer : `${first}${organization}/`;
}

/** An ID token of a person: all that the provider knows, and the protocol's own claims. */
export async function signIdToken(
  server: StandInServer,
  played: PlayedProfile,
  { person, nonce }: StandInGrant,
): Promise<string> {
  const { privateKey, publicJwk } = await server.signingKey();
  const issuedAt = Math.floor(server.now().getTime() / 1000);
  const { sub: _, ...claims } = personClaims(played, person);
  return new jose.SignJWT({ ...claims, ...(nonce === undefined ? {} : { nonce }) })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: publicJwk.kid ?? '' })
    .setIssuer(issuerOf(played))
    .setSubject(subjectOf(played, person))
    .setAudience(metadataOf(played, 'IdTokenAudience') ?? metadataOf(played, 'client_id') ?? '')
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(privateKey);
}
