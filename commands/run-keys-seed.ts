import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type AzdValues, readAzdValues } from './azd-values.ts';
import type { Tokens } from './azure-service.ts';
import { azureTokens } from './azure-tokens.ts';
import { openFunctionApp } from './function-app.ts';
import { openKeyVault, randomSecret } from './key-vault.ts';
import type { KeysSeedFlags } from './keys.ts';
import { seedSecrets } from './keys-seed.ts';
import { backendIds, readTenantKeys, type TenantKeys } from './policy-keys.ts';

/** What the library itself reads besides policy keys: for a project that has no template of its own. */
const librarySecrets = ['Health__Key', 'Idempotency__Key'];

/** Fills the vault, and says what is left to a person. Returns the exit code. */
export async function runKeysSeed(flags: KeysSeedFlags): Promise<number> {
  const values = readAzdValues();
  const tenantKeys = readTenantKeys(flags);
  const tokens = await azureTokens(values);
  const made = await seedSecrets({
    vault: openKeyVault(values, tokens),
    prefix: tenantKeys.prefix,
    settings: secretSettings(tenantKeys, [
      ...namesIn(values, 'VAULT_SETTINGS'),
      ...(flags.setting ?? []),
    ]),
    random: randomSecret,
    wait,
    say: (line) => console.log(line),
  });
  if (made > 0) await refresh(values, tokens);
  console.log(nextSteps(values, tenantKeys));
  return 0;
}

/** The vault is filled, so what is left is no failure of provisioning. */
async function refresh(values: AzdValues, tokens: Tokens): Promise<void> {
  try {
    await openFunctionApp(values, tokens)?.refreshSecrets();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(
      `The app reads the new secrets within a day; at once by "countersign keys refresh". ${reason}`,
    );
  }
}

function secretSettings(tenantKeys: TenantKeys, further: readonly string[]): readonly string[] {
  const ids = backendIds(tenantKeys);
  return [...new Set([...ids, ...templateSecrets(), ...further])];
}

/** A list that the template told azd. */
function namesIn(values: AzdValues, output: string): readonly string[] {
  try {
    const names: unknown = JSON.parse(values[output] ?? '[]');
    return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
  } catch {
    throw new Error(`${output} is no JSON: run "azd provision".`);
  }
}

/** Those that the template refers to besides policy keys: it is the one that says which. */
function templateSecrets(): readonly string[] {
  const file = join('infra', 'app-settings.json');
  if (!existsSync(file)) return librarySecrets;
  try {
    const { secrets } = JSON.parse(readFileSync(file, 'utf8')) ?? {};
    return Array.isArray(secrets) ? secrets.filter((name) => typeof name === 'string') : [];
  } catch {
    throw new Error(`${file} is no JSON.`);
  }
}

function nextSteps(values: AzdValues, { tenantId, keys }: TenantKeys): string {
  const uri = values['SERVICE_API_URI'];
  const apiUrl = uri ? `${uri.replace(/\/$/, '')}/api` : 'the address of the function app and /api';
  const ids = keys.map(({ storageReferenceId, purpose }) => `  ${storageReferenceId}  ${purpose}`);
  const closed = namesIn(values, 'PROFILES_NOT_SERVED');
  return [
    '',
    ...(closed.length === 0
      ? []
      : [`Answer 503, and health with them, until parameters say who calls: ${closed.join(', ')}`]),
    `ServiceUrl: ApiUrl of policies/appsettings.json is ${apiUrl}`,
    `Policy keys that ${tenantId} needs ("countersign keys" says how, "countersign keys upload" creates those of the backend):`,
    ...ids,
  ].join('\n');
}
