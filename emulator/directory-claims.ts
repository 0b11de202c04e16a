import { claimToText } from '../caller/claim-forms.ts';
import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import { JourneyFailed } from '../shared/errors.ts';
import { pickValue } from './claim-references.ts';
import type { DirectoryUser, NewPassword, UserAttributes, UserKey } from './directory.ts';
import { asAlternativeSecurityIds, identitiesOf } from './directory-identities.ts';
import type { ProfileRun } from './profile-run.ts';
import { type PartnerClaims, partnerClaimsOf } from './profile-type.ts';

/** What an InputClaim may find a user by. @see facts engine 2.1 */
const keyAttributes = new Set(
  [
    ...['objectId', 'userPrincipalName', 'alternativeSecurityId', 'signInNames'],
    ...['signInNames.emailAddress', 'signInNames.userName', 'signInNames.phoneNumber'],
  ].map(fold),
);

/** Attributes that are written and never read. @see facts engine 2.1 (attribute capability) */
const unreadable = new Set(
  ['alternativeSecurityId', 'mailNickName', 'passwordPolicies', 'password'].map(fold),
);

/**
 * The one InputClaim that identifies the user.
 * @throws {JourneyFailed} where there is none, or another, or it has no value
 */
export function requireKey(run: ProfileRun): UserKey {
  const { profile, inputClaims } = run;
  const [claim, second] = inputClaims;
  const fail = (problem: string) => new JourneyFailed(`"${profile.id}" ${problem}`);
  if (!claim || second) {
    throw fail(
      `has ${inputClaims.length} input claims; the directory finds a user by exactly one.`,
    );
  }
  const { claimTypeReferenceId, partnerClaimType, dataType } = claim;
  if (!keyAttributes.has(fold(partnerClaimType))) {
    throw fail(`looks for a user by "${partnerClaimType}", which is no key of the directory.`);
  }
  if (!hasValue(claim.value)) {
    throw new JourneyFailed(
      `A claim could not be found for lookup claim with id "${claimTypeReferenceId}" defined in technical profile "${profile.id}".`,
    );
  }
  return { attribute: partnerClaimType, value: claimToText(claim.value, dataType, 'native') };
}

/**
 * Writers list their key in PersistedClaims too.
 * @throws {JourneyFailed} where it is not there
 * @see facts engine 2.1
 */
export function requirePersistedKey(run: ProfileRun, { attribute }: UserKey): void {
  const key = fold(attribute);
  const isKey = (name: string) =>
    name === key || (key === 'signinnames' && name.startsWith(`${key}.`));
  const names = run.profile.persistedClaims.map((claim) => fold(run.partnerClaimType(claim)));
  if (names.some(isKey)) return;
  throw new JourneyFailed(
    `"${run.profile.id}" finds a user by "${attribute}" and does not list it in PersistedClaims, as the operation needs.`,
  );
}

/** What PersistedClaims write; an absent claim leaves its attribute as it is. */
export function persistedClaims(run: ProfileRun): {
  readonly attributes: UserAttributes;
  readonly password?: NewPassword;
} {
  const attributes = new Map<string, ClaimValue>();
  for (const claim of run.profile.persistedClaims) {
    const value = pickValue(run, claim);
    const isCleared = value === null && run.tenant.settings.persistedEmptyClaim === 'clears';
    if (hasValue(value) || isCleared) attributes.set(attributeOf(run, claim), value ?? null);
  }
  const password = takeText(attributes, 'password');
  const policies = textOf(attributes, 'passwordPolicies');
  return {
    attributes: Object.fromEntries(attributes),
    ...(password === undefined
      ? {}
      : { password: { password, ...(policies === undefined ? {} : { policies }) } }),
  };
}

function textOf(attributes: ReadonlyMap<string, ClaimValue>, wanted: string): string | undefined {
  const [, value] = [...attributes].find(([name]) => fold(name) === fold(wanted)) ?? [];
  return typeof value === 'string' ? value : undefined;
}

function takeText(attributes: Map<string, ClaimValue>, wanted: string): string | undefined {
  const text = textOf(attributes, wanted);
  for (const name of attributes.keys()) if (fold(name) === fold(wanted)) attributes.delete(name);
  return text;
}

/** Every attribute that PersistedClaims name, but for the key: what DeleteClaims clears. */
export function clearedAttributes(run: ProfileRun, { attribute }: UserKey): UserAttributes {
  const names = run.profile.persistedClaims.map((claim) => attributeOf(run, claim));
  const cleared = names.filter((name) => fold(name) !== fold(attribute));
  return Object.fromEntries(cleared.map((name) => [name, null]));
}

/** The directory's name for a claim. */
function attributeOf(
  run: ProfileRun,
  claim: Parameters<ProfileRun['partnerClaimType']>[0],
): string {
  const name = run.partnerClaimType(claim);
  return isExtension(name) ? extensionAttribute(name, requireExtensionsApp(run)) : name;
}

function isExtension(name: string): boolean {
  return fold(name).startsWith('extension_');
}

/** `extension_loyalty` of the application `5f0c1f6e-…` is the attribute `extension_5f0c1f6e…_loyalty`. */
export function extensionAttribute(name: string, extensionsAppId: string): string {
  const own = name.slice('extension_'.length);
  return `extension_${fold(extensionsAppId).replaceAll('-', '')}_${own}`;
}

/**
 * The application that extension attributes belong to.
 * @throws {JourneyFailed} AADB2C99011 where the metadata does not say it, AADB2C99006 where it is no id
 */
function requireExtensionsApp(run: ProfileRun): string {
  const [clientId] = ['ClientId', 'ApplicationObjectId'].map((key) => {
    const value = run.metadata(key);
    const { id } = run.profile;
    if (value) return requireGuid(value, key);
    const message = `The metadata value "${key}" has not been specified in the technical profile "${id}", and extension attributes need it.`;
    throw new JourneyFailed(message, { aadb2cCode: 'AADB2C99011' });
  });
  return clientId ?? '';
}

function requireGuid(value: string, key: string): string {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value.trim())) return value.trim();
  const message = `The extensions application cannot be found: the ${key} "${value}" is no id.`;
  throw new JourneyFailed(message, { aadb2cCode: 'AADB2C99006' });
}

/** The attributes of a user as claims; that the user is new, only where that is so. */
export function userClaims(run: ProfileRun, user: DirectoryUser, isNew = false): PartnerClaims {
  const { objectId, refreshTokensValidFrom, attributes } = user;
  const identities = identitiesOf(attributes);
  const shown = Object.entries(attributes).filter(([name]) => !unreadable.has(fold(name)));
  const find = partnerClaimsOf([
    ...shown,
    ...(identities.length > 0
      ? [['alternativeSecurityIds', asAlternativeSecurityIds(identities)] as const]
      : []),
    ['objectId', objectId],
    ['refreshTokensValidFromDateTime', refreshTokensValidFrom.toISOString()],
    ...(isNew ? [['newClaimsPrincipalCreated', true] as const] : []),
  ]);
  return (wanted) => {
    const { partnerClaimType: name } = wanted;
    if (!isExtension(name)) return find(wanted);
    const partnerClaimType = extensionAttribute(name, requireExtensionsApp(run));
    return find({ ...wanted, partnerClaimType });
  };
}
