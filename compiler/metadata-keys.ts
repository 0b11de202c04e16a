import { IdMap } from './id-map.ts';
import { flag, type MetadataKey, type MetadataKeys } from './metadata-key.ts';
import * as federation from './metadata-keys-federation.ts';
import * as pages from './metadata-keys-pages.ts';
import * as providers from './metadata-keys-providers.ts';
import type { TechnicalProfileType } from './technical-profile-type.ts';

/** @see facts policy-language 5.3, 9 */
const everyType: MetadataKeys = {
  IncludeClaimResolvingInClaimsHandling: flag('Claim resolvers of claims are replaced.'),
  ClaimTypeOnWhichToEnable: {
    meaning: 'The claim that EnabledForUserJourneys asks about.',
    refersTo: 'ClaimType',
  },
  ClaimValueOnWhichToEnable: { meaning: 'The item that EnabledForUserJourneys looks for.' },
};

const keysByType: Readonly<Partial<Record<TechnicalProfileType, MetadataKeys>>> = {
  selfAsserted: pages.selfAsserted,
  phoneFactor: pages.phoneFactor,
  multifactor: pages.multifactor,
  oneTimePassword: pages.oneTimePassword,
  emailCode: pages.emailCode,
  oauth1: federation.oauth1,
  oauth2: federation.oauth2,
  openIdConnect: federation.openIdConnect,
  saml2: federation.saml2,
  samlIssuer: federation.samlIssuer,
  jwtIssuer: federation.jwtIssuer,
  restful: providers.restful,
  directory: providers.directory,
  claimsTransformation: providers.claimsTransformation,
  conditionalAccess: providers.conditionalAccess,
  applicationInsights: providers.applicationInsights,
  externalLoginSession: providers.externalLoginSession,
  samlSession: providers.samlSession,
  idTokenHint: providers.idTokenHint,
  userInfoAuthorization: providers.userInfoAuthorization,
  engineSettings: providers.engineSettings,
};

const byType = new Map<TechnicalProfileType, IdMap<MetadataKey>>();

/** The metadata keys of a type, looked up without regard to case; kept in their documented spelling. */
export function metadataKeysOf(type: TechnicalProfileType): IdMap<MetadataKey> {
  const known = byType.get(type);
  if (known) return known;
  const keys = new IdMap(Object.entries({ ...keysByType[type], ...everyType }));
  byType.set(type, keys);
  return keys;
}

/** The keys of all types together, with their documented spelling. */
export const allMetadataKeys: IdMap<MetadataKey> = new IdMap(
  [everyType, ...Object.values(keysByType), federation.samlRelyingParty].flatMap((keys) =>
    Object.entries(keys),
  ),
);

/** Keys with a part of the policy's choice: `language.button_continue`, `claimType.password.DisplayName.en`. */
export function isOpenMetadataKey(key: string): boolean {
  return /^(language|claimType|UserMessage)\.\S+$/i.test(key);
}
