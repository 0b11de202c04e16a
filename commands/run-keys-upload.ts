import { readAzdValues } from './azd-values.ts';
import { azureTokens } from './azure-tokens.ts';
import { openKeyVault } from './key-vault.ts';
import type { KeysUploadFlags } from './keys.ts';
import { deliver } from './keys-delivery.ts';
import { backendKey, readTenantKeys } from './policy-keys.ts';
import { readSlots } from './rotation.ts';

/** Hands the value in the vault to B2C, for a policy key that is new. Returns the exit code. */
export async function runKeysUpload(id: string, flags: KeysUploadFlags): Promise<number> {
  const tenantKeys = readTenantKeys(flags);
  const { storageReferenceId } = backendKey(tenantKeys, id);
  const values = readAzdValues();
  const vault = openKeyVault(values, await azureTokens());
  const { current } = await readSlots({ vault, prefix: tenantKeys.prefix, storageReferenceId });
  const { tenantId } = tenantKeys;
  const isThere = await deliver({ values, tenantId, storageReferenceId, flags }, current.value);
  if (isThere) console.log(`${storageReferenceId} of ${tenantId} has the value of the vault.`);
  return 0;
}
