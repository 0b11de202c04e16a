import type { ClaimObject } from './claim-value.ts';

/** The issuer of an identity, under its present or its former name. @see facts claims-transformations 8 */
function issuerOf({ issuer, identityProvider }: ClaimObject): string | undefined {
  const name = issuer ?? identityProvider;
  return typeof name === 'string' ? name : undefined;
}

/** The issuers of identities, in their order. */
export function issuersOf(identities: readonly ClaimObject[]): readonly string[] {
  return identities.map(issuerOf).filter((issuer) => issuer !== undefined);
}

/** The identities of all other issuers. Names are compared without regard to case (unconfirmed). */
export function withoutIssuer(
  identities: readonly ClaimObject[],
  issuer: string,
): readonly ClaimObject[] {
  return identities.filter(
    (identity) => issuerOf(identity)?.toLowerCase() !== issuer.toLowerCase(),
  );
}
