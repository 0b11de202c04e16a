import type { ClaimValue } from '../compiler/claim-value.ts';
import { fold } from '../compiler/id-map.ts';

/** The account of a user at an identity provider. */
export interface DirectoryIdentity {
  /** `facebook.com`; "" for a key that names no issuer. */
  readonly issuer: string;
  /** The user's id there, as it is; alternative security ids have it in base64. */
  readonly issuerUserId: string;
}

/** The attribute that identities are kept under, whichever of their faces was written. */
export const identitiesAttribute = 'userIdentities';

/** The names that policies write and read identities under. @see facts engine 2.1 */
const faces = new Set(['alternativesecurityid', 'alternativesecurityids', 'useridentities']);

/** Whether the attribute is one of the faces that identities have. */
export function isIdentityFace(attribute: string): boolean {
  return faces.has(fold(attribute));
}

/**
 * The identities that a policy writes or looks for. An alternativeSecurityId is JSON text of
 * `CreateAlternativeSecurityId`; any other text is an id without an issuer.
 */
export function readIdentities(attribute: string, value: ClaimValue): DirectoryIdentity[] {
  const isEncoded = fold(attribute) !== fold(identitiesAttribute);
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => readIdentity(item, isEncoded) ?? []);
}

function readIdentity(item: unknown, isEncoded: boolean): DirectoryIdentity | undefined {
  if (typeof item === 'string') return item === '' ? undefined : readText(item);
  if (typeof item !== 'object' || item === null) return undefined;
  const parts = new Map(Object.entries(item).map(([name, part]) => [fold(name), String(part)]));
  const issuer = parts.get('issuer') ?? parts.get('identityprovider');
  const id = parts.get('issueruserid') ?? parts.get('key') ?? parts.get('issuerassignedid');
  if (issuer === undefined || id === undefined) return undefined;
  return { issuer, issuerUserId: isEncoded ? Buffer.from(id, 'base64').toString('utf8') : id };
}

function readText(text: string): DirectoryIdentity {
  try {
    return readIdentity(JSON.parse(text), true) ?? { issuer: '', issuerUserId: text };
  } catch {
    return { issuer: '', issuerUserId: text };
  }
}

/** The identities as `alternativeSecurityIds`. */
export function asAlternativeSecurityIds(identities: readonly DirectoryIdentity[]) {
  return identities.map(({ issuer, issuerUserId }) => ({
    issuer,
    issuerUserId: Buffer.from(issuerUserId).toString('base64'),
  }));
}

/** What no two users share. Issuers are compared without case, ids with it. */
export function identityKey({ issuer, issuerUserId }: DirectoryIdentity): string {
  return `identity\n${fold(issuer)}\n${issuerUserId}`;
}

/** The identities among kept attributes. */
export function identitiesOf(
  attributes: Readonly<Record<string, ClaimValue | undefined>>,
): DirectoryIdentity[] {
  return readIdentities(identitiesAttribute, attributes[identitiesAttribute] ?? null);
}
