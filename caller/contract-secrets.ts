import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import type { ClaimsBag, ClaimValue } from './claims-bag.ts';
import type { Keys } from './keys.ts';

/** Where the credential of a profile comes from. */
interface CredentialSource {
  readonly profile: RestfulTechnicalProfile;
  readonly keys: Keys;
  /** The bearer claim, where the profile has one and it could be fetched. */
  readonly claims: ClaimsBag;
}

/**
 * The profile's own credential, as it is and as it travels: what no answer may hold. A certificate has
 * no text.
 */
export function credentialTexts({ profile, keys, claims }: CredentialSource): string[] {
  const { authentication } = profile;
  switch (authentication.type) {
    case 'Basic':
      return basicTexts(keys(authentication.username), keys(authentication.password));
    case 'ApiKeyHeader':
      return textOf(keys(authentication.key));
    case 'BearerToken':
      return textOf(keys(authentication.token));
    case 'BearerClaim':
      return textOf(claims.get(authentication.claim));
    default:
      return [];
  }
}

function basicTexts(username: string | undefined, password: string | undefined): string[] {
  if (!username || !password) return textOf(password);
  return [password, Buffer.from(`${username}:${password}`, 'utf8').toString('base64')];
}

/** A list of one, or none where the value is no text. */
export function textOf(value: ClaimValue | undefined): string[] {
  return typeof value === 'string' && value !== '' ? [value] : [];
}
