import { keyVaultName, nextSetting } from '../compiler/key-vault-name.ts';
import type { PolicyKey } from '../compiler/policy-keys.ts';
import { creationOf, portalName } from './key-creation.ts';
import type { KeysFlags } from './keys.ts';
import { readTenantKeys, type TenantKeys } from './policy-keys.ts';

/** Prints every policy key with its uses and how to create it. Returns the exit code. */
export function runKeys(flags: KeysFlags): number {
  const tenantKeys = readTenantKeys(flags);
  if (flags.json) console.log(JSON.stringify(describe(tenantKeys), undefined, 2));
  else console.log(format(tenantKeys));
  return 0;
}

function describe({ tenantId, prefix, keys }: TenantKeys) {
  const described = keys.map((key) => {
    const names = secretNames(prefix, key);
    return { ...key, ...creationOf(key), keyVault: names, settings: settingsOf(key) };
  });
  return { tenant: tenantId, keys: described };
}

function format({ tenantId, prefix, keys }: TenantKeys): string {
  const head = `${keys.length} policy keys of ${tenantId}. In the portal: Azure AD B2C, Identity Experience Framework, Policy keys, Add.`;
  return [head, ...keys.map((key) => section(prefix, key))].join('\n\n');
}

function section(prefix: string, key: PolicyKey): string {
  const { portal, graph, value } = creationOf(key);
  const { storageReferenceId: id, purpose, uses } = key;
  const body = JSON.stringify(graph.body);
  const [first, ...others] = uses.map(({ technicalProfileId: profile, keyId }) => {
    return `${profile} (${keyId})`;
  });
  const more = others.length > 3 ? [...others.slice(0, 3), `${others.length - 3} more`] : others;
  const names = secretNames(prefix, key);
  const rows: readonly (readonly [string, string])[] = [
    ['used by', [first, ...more].join(', ')],
    ['portal', `${portal}; name ${portalName(id)}`],
    ['Graph', `POST /beta/trustFramework/keySets {"id":"${id}"}`],
    ['', `POST /beta/trustFramework/keySets/${id}/${graph.action} ${body}`],
    ['value', value],
    ...(names.length === 0 ? [] : [['Key Vault', names.join(', ')] as const]),
    ...(settingsOf(key).length === 0 ? [] : [['settings', settingsOf(key).join(', ')] as const]),
  ];
  const lines = rows.map(([label, text]) => `  ${label.padEnd(10)}${text}`);
  return [`${id}  ${purpose}`, ...lines].join('\n');
}

function secretNames(prefix: string, { purpose, storageReferenceId }: PolicyKey): string[] {
  if (purpose !== 'backend') return [];
  const settings = [storageReferenceId, nextSetting(storageReferenceId)];
  return settings.map((setting) => keyVaultName({ prefix, setting }));
}

/** What our functions read for this key. */
function settingsOf({ purpose, storageReferenceId }: PolicyKey): string[] {
  if (purpose === 'backend') return [storageReferenceId, nextSetting(storageReferenceId)];
  return purpose === 'client-certificate' ? [`${storageReferenceId}__Thumbprints`] : [];
}
