import type { UserAttributes } from './directory.ts';

/** Attributes that no two users share. @see facts engine 2.1 */
const uniqueAttributes = new Set(['objectid', 'userprincipalname', 'alternativesecurityid']);

/**
 * What a user is found by: `attribute\nvalue`, both folded. Sign-in names are one space, whatever
 * their kind.
 */
export function keysOf(attributes: UserAttributes): string[] {
  return Object.entries(attributes).flatMap(([name, value]) => {
    const attribute = name.toLowerCase();
    if (Array.isArray(value)) return isIdentities(attribute) ? value.map(identityKey) : [];
    return typeof value === 'string' && value !== '' ? textKey(attribute, value.toLowerCase()) : [];
  });
}

function isIdentities(attribute: string): boolean {
  return attribute === 'alternativesecurityids' || attribute === 'useridentities';
}

function textKey(attribute: string, value: string): string[] {
  if (attribute.split('.')[0] === 'signinnames') return [`signinname\n${value}`];
  return uniqueAttributes.has(attribute) ? [`${attribute}\n${value}`] : [];
}

/** An account at an identity provider: its issuer, and its id there. */
function identityKey(identity: unknown): string {
  return `identity\n${JSON.stringify(identity).toLowerCase()}`;
}

/** What somebody may sign in with. @see facts engine 2.8 */
export function signInNameKeys(signInName: string): string[] {
  const value = signInName.trim().toLowerCase();
  return [`signinname\n${value}`, `userprincipalname\n${value}`];
}
