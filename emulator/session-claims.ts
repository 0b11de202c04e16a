import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import { pickValue } from './claim-references.ts';
import type { ProfileRun } from './profile-run.ts';
import type { SessionUse } from './session-management.ts';

/** The PersistedClaims of a session profile that have a value, defaults included. @see facts engine 2.13 */
export function persistedForSession(
  run: ProfileRun,
  { profile }: SessionUse,
): (readonly [string, ClaimValue])[] {
  return (profile?.persistedClaims ?? []).flatMap((claim) => {
    const value = pickValue(run, claim);
    return hasValue(value) ? [[claim.claimTypeReferenceId, value] as const] : [];
  });
}
