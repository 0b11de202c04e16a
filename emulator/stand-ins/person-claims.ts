import { createHash } from 'node:crypto';
import { fold } from '../../compiler/id-map.ts';
import { isMetadataTrue, metadataValue } from '../../compiler/metadata-value.ts';
import type { OutputClaim } from '../../compiler/model.ts';
import { partnerClaimTypeOf } from '../../compiler/partner-claim-type.ts';
import { parseJsonPath, setAtPath } from '../../shared/json-path.ts';
import { displayNameOf, type Person } from './people.ts';
import type { PlayedProfile } from './played-profile.ts';

/** What providers call the same thing, Facebook, Google, LinkedIn, Microsoft, X and GitHub among them. */
const namesByMeaning = {
  subject: [
    'sub',
    'id',
    'user_id',
    'uid',
    'openid',
    'id_str',
    'issuerUserId',
    'assertionSubjectName',
    'nameidentifier',
  ],
  objectId: ['oid', 'objectId'],
  tenantId: ['tid', 'tenantId'],
  displayName: ['name', 'displayName', 'display_name', 'localizedName', 'nickname'],
  givenName: ['given_name', 'givenName', 'first_name', 'firstName', 'localizedFirstName'],
  surname: ['family_name', 'surname', 'sn', 'last_name', 'lastName', 'localizedLastName'],
  email: [
    'email',
    'mail',
    'emailAddress',
    'email_address',
    'upn',
    'userPrincipalName',
    'unique_name',
    'preferred_username',
    'signInName',
    'signInNames.emailAddress',
  ],
  userName: ['login', 'screen_name', 'username', 'userName', 'samAccountName'],
  picture: [
    'picture',
    'picture_url',
    'avatar_url',
    'profile_image_url',
    'profile_image_url_https',
    'url',
  ],
  locale: ['locale', 'language', 'preferred_language'],
  birthdate: ['birthdate', 'birthday', 'date_of_birth', 'dateOfBirth'],
  country: ['country', 'ctry', 'countryCode'],
  city: ['city', 'location'],
  phoneNumber: ['phone_number', 'phoneNumber', 'phone', 'mobile', 'mobilePhone'],
  isEmailVerified: ['email_verified', 'verified', 'verified_email'],
} as const;

type Meaning = keyof typeof namesByMeaning;

const meaningsByName = new Map(
  Object.entries(namesByMeaning).flatMap(([meaning, names]) =>
    [...names, meaning].map((name) => [fold(name), meaning as Meaning] as const),
  ),
);

/**
 * What the provider of a technical profile knows of a person: the names that providers use, and
 * whatever the profile's OutputClaims ask for by name or by path, as far as its meaning is known.
 */
export function personClaims(played: PlayedProfile, person: Person): Record<string, unknown> {
  const values = meaningsOf(played, person);
  const plain = Object.entries(namesByMeaning).flatMap(([meaning, names]) =>
    names.map((name) => [name, values[meaning as Meaning]] as const),
  );
  const known = { ...Object.fromEntries(plain), ...person.claims };
  return { ...known, ...askedClaims(played, { ...known }, values) };
}

/** The same person has the same id at a provider whenever they come back, and another at the next. */
export function subjectOf(played: PlayedProfile, person: Person): string {
  const digest = createHash('sha256')
    .update(`${providerName(played)}\n${person.id}`)
    .digest();
  return (digest.readBigUInt64BE() % 10n ** 17n).toString().padStart(17, '1');
}

function providerName({ profile }: PlayedProfile): string {
  return fold(metadataValue(profile, 'ProviderName') ?? profile.id);
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The id of the one organization that a stand-in has, where a provider has several. */
export function organizationId(played: PlayedProfile): string {
  return uuidOf(providerName(played));
}

function meaningsOf(played: PlayedProfile, person: Person): Readonly<Record<Meaning, unknown>> {
  const { id, givenName, surname, email, locale, birthdate, country, city, phoneNumber } = person;
  return {
    subject: subjectOf(played, person),
    objectId: uuidOf(`${providerName(played)}\n${id}`),
    tenantId: organizationId(played),
    displayName: displayNameOf(person),
    userName: id,
    picture: `https://example.org/pictures/${id}.png`,
    isEmailVerified: email === undefined ? undefined : true,
    ...{ givenName, surname, email, locale, birthdate, country, city, phoneNumber },
  };
}

/** The claims of the profile that have a name of their own, or stand deep in the JSON. */
function askedClaims(
  played: PlayedProfile,
  known: Readonly<Record<string, unknown>>,
  values: Readonly<Record<Meaning, unknown>>,
): Record<string, unknown> {
  const asked: Record<string, unknown> = Object.create(null);
  for (const claim of played.profile.outputClaims) {
    if (claim.alwaysUseDefaultValue && claim.defaultValue !== undefined) continue;
    const name = partnerClaimTypeOf(played.policy, played.profile, claim);
    const path = pathOf(played, name);
    if (path.length === 1 && Object.hasOwn(known, name)) continue;
    const value = meantValue(claim, path, values);
    if (value !== undefined) setAtPath(asked, path, value);
  }
  return asked;
}

/** Apple's `user.…` are paths whatever the metadata says. @see facts engine 2.8 */
function pathOf({ profile }: PlayedProfile, name: string): readonly (string | number)[] {
  const isPath =
    isMetadataTrue(profile, 'ResolveJsonPathsInJsonTokens') || name.startsWith('user.');
  return (isPath ? parseJsonPath(name) : undefined) ?? [name];
}

/** SAML attributes are often called by a URI: `http://…/claims/givenname`. */
function lastPart(name: string): string {
  return name.split('/').at(-1) ?? name;
}

/** The meaning is that of the last name that says one, else that of the ClaimType. */
function meantValue(
  { claimTypeReferenceId }: OutputClaim,
  path: readonly (string | number)[],
  values: Readonly<Record<Meaning, unknown>>,
): unknown {
  const names = [
    ...path.filter((step) => typeof step === 'string').reverse(),
    claimTypeReferenceId,
  ];
  const meaning = names.map((name) => meaningsByName.get(fold(lastPart(name)))).find(Boolean);
  const value = meaning && values[meaning];
  const isLocalized = path.at(-1) === 'localized'; // LinkedIn tells names by language
  return isLocalized && value !== undefined ? { [String(values.locale)]: value } : value;
}
