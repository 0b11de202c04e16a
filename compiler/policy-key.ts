import { fold } from './id-map.ts';
import type { TechnicalProfile } from './model.ts';

/** The StorageReferenceId of a policy key by its Id, compared without case; undefined where there is none. */
export function policyKeyOf(
  { cryptographicKeys }: Pick<TechnicalProfile, 'cryptographicKeys'>,
  id: string,
): string | undefined {
  return cryptographicKeys.find((key) => fold(key.id) === fold(id))?.storageReferenceId;
}
