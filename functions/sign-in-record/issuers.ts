import type { restRecordSignIn } from '../../shared/generated/profiles/rest-record-sign-in.ts';
import type { InputClaims } from '../../shared/profile.ts';

type Claims = InputClaims<typeof restRecordSignIn>;

/** Who vouches for an account: the issuers of all its identities, sorted, each once. */
export function issuersOf({ identity, identities, alternativeSecurityIds }: Claims): string[] {
  const all = [identity ?? {}, ...(identities ?? []), ...(alternativeSecurityIds ?? [])];
  const issuers = all.map(issuerOf).filter((issuer) => typeof issuer === 'string');
  return [...new Set(issuers)].sort();
}

/** Older alternative security ids name it differently. */
function issuerOf(identity: { issuer?: unknown; identityProvider?: unknown }): unknown {
  return identity.issuer ?? identity.identityProvider;
}
