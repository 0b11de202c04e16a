import { readAzdValues } from './azd-values.ts';
import { azureTokens } from './azure-tokens.ts';
import { openKeyVault } from './key-vault.ts';
import type { KeysUploadFlags } from './keys.ts';
import { deliver } from './keys-delivery.ts';
import { backendKey, readTenantKeys } from './policy-keys.ts';
import { readSlots } from './rotation.ts';
import { rotationState } from './rotation-state.ts';

/** Hands the value in the vault to B2C, for a policy key that is new. Returns the exit code. */
export async function runKeysUpload(id: string, flags: KeysUploadFlags): Promise<number> {
  const tenantKeys = readTenantKeys(flags);
  const { storageReferenceId } = backendKey(tenantKeys, id);
  const values = readAzdValues();
  const vault = openKeyVault(values, await azureTokens(values));
  const slots = await readSlots({ vault, prefix: tenantKeys.prefix, storageReferenceId });
  if (rotationState(slots) === 'uploaded') {
    throw new Error(
      `B2C has the value that follows in a rotation, and would go back to the old one: end it with "countersign keys rotate ${storageReferenceId}".`,
    );
  }
  const { tenantId } = tenantKeys;
  const isThere = await deliver(
    { values, tenantId, storageReferenceId, flags },
    slots.current.value,
  );
  if (isThere) console.log(`${storageReferenceId} of ${tenantId} has the value of the vault.`);
  return 0;
}
