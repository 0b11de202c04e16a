import { fold } from '../compiler/id-map.ts';
import type { UserAttributes } from './directory.ts';
import { identityKey, isIdentityFace, readIdentities } from './directory-identities.ts';

/** Attributes that no two users share, besides sign-in names and identities. @see facts engine 2.1 */
const uniqueAttributes = new Set(['objectid', 'userprincipalname']);

/**
 * What a user is found by. Sign-in names are one space, whatever their kind; texts are compared
 * without case.
 */
export function keysOf(attributes: UserAttributes): string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    if (isIdentityFace(name)) return readIdentities(name, value ?? null).map(identityKey);
    return typeof value === 'string' && value !== '' ? textKey(fold(name), fold(value)) : [];
  });
}

function textKey(attribute: string, value: string): string[] {
  if (attribute.split('.')[0] === 'signinnames') return [`signinname\n${value}`];
  return uniqueAttributes.has(attribute) ? [`${attribute}\n${value}`] : [];
}

/** What somebody may sign in with. @see facts engine 2.8 */
export function signInNameKeys(signInName: string): string[] {
  const value = fold(signInName.trim());
  return [`signinname\n${value}`, `userprincipalname\n${value}`];
}
