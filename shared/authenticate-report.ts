import type { Proof } from './authenticator.ts';
import type { Call } from './call.ts';
import { count } from './metrics.ts';
import type { RestfulProfile } from './profile.ts';

/**
 * Counts which value of a credential a call used, and logs it while both are believed: a rotation ends
 * when nobody uses the current one any more.
 */
export function reportProof(
  { slot, isRotating }: Proof,
  { id, authentication }: Pick<RestfulProfile, 'id' | 'authentication'>,
  call: Pick<Call, 'log'>,
): void {
  if (slot === undefined) return;
  count('credential', { profile: id, type: authentication.type, slot });
  if (isRotating) call.log(`${id}: the caller used the ${slot} ${authentication.type} credential.`);
}
