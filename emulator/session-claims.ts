import { hasValue } from '../caller/claims-bag.ts';
import type { ClaimValue } from '../compiler/claim-value.ts';
import type { ProfileRun } from './profile-run.ts';
import type { SessionUse } from './session-management.ts';

/** The PersistedClaims of a session profile that have a value in the bag. @see facts engine 2.13 */
export function persistedForSession(
  { bag }: ProfileRun,
  { profile }: SessionUse,
): (readonly [string, ClaimValue])[] {
  return profile.persistedClaims.flatMap(({ claimTypeReferenceId }) => {
    const value = bag.get(claimTypeReferenceId);
    return hasValue(value) ? [[claimTypeReferenceId, value] as const] : [];
  });
}
