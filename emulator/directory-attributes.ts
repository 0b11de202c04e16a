import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';
import type { UserAttributes } from './directory.ts';
import {
  identitiesAttribute,
  identitiesOf,
  identityKey,
  isIdentityFace,
  readIdentities,
} from './directory-identities.ts';

type KeptAttributes = Readonly<Record<string, ClaimValue>>;

/** The directory's own spelling of names that policies write in theirs. */
const spelledNames = new Map(
  [
    ...['objectId', 'userPrincipalName', 'displayName', 'givenName', 'surname', 'accountEnabled'],
    ...['otherMails', 'mailNickName', 'passwordPolicies', 'strongAuthenticationPhoneNumber'],
    ...['signInNames.emailAddress', 'signInNames.userName', 'signInNames.phoneNumber'],
  ].map((name) => [fold(name), name]),
);

/**
 * The attributes after changes: undefined leaves one as it is, null clears it. Names are compared
 * without case. A single alternativeSecurityId is added to the identities; a collection replaces them.
 */
export function mergeAttributes(kept: KeptAttributes, changes: UserAttributes): KeptAttributes {
  const merged = new Map(Object.entries(kept));
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || fold(name) === 'objectid') continue;
    if (isIdentityFace(name)) mergeIdentities(merged, name, value);
    else put(merged, spelling(name, merged), value);
  }
  return Object.fromEntries(merged);
}

function put(attributes: Map<string, ClaimValue>, name: string, value: ClaimValue): void {
  if (value === null) attributes.delete(name);
  else attributes.set(name, value);
}

function spelling(name: string, attributes: ReadonlyMap<string, ClaimValue>): string {
  const known = [...attributes.keys()].find((each) => fold(each) === fold(name));
  return known ?? spelledNames.get(fold(name)) ?? name;
}

function mergeIdentities(
  attributes: Map<string, ClaimValue>,
  face: string,
  value: ClaimValue,
): void {
  const written = readIdentities(face, value);
  const isOne = fold(face) === 'alternativesecurityid' && value !== null;
  const former = isOne ? identitiesOf(Object.fromEntries(attributes)) : [];
  const byKey = new Map([...former, ...written].map((each) => [identityKey(each), each]));
  const all = [...byKey.values()].map((each) => ({ ...each }));
  put(attributes, identitiesAttribute, all.length === 0 ? null : all);
}

/** Whether somebody signs in by the attribute: `signInNames.emailAddress`. */
export function isSignInName(attribute: string): boolean {
  return fold(attribute).startsWith('signinnames.');
}
