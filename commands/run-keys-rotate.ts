import { setTimeout as wait } from 'node:timers/promises';
import type { Keys } from '../caller/keys.ts';
import { keyVaultName } from '../compiler/key-vault-name.ts';
import { credentialIds } from '../compiler/restful-technical-profile.ts';
import { type AzdValues, readAzdValues } from './azd-values.ts';
import type { Tokens } from './azure-service.ts';
import { azureTokens } from './azure-tokens.ts';
import { type SelectedProfile, selectProfiles } from './contract-profiles.ts';
import { refusingProfiles } from './credential-acceptance.ts';
import { openUsage } from './credential-usage.ts';
import { openFunctionApp } from './function-app.ts';
import { type KeyVault, openKeyVault, randomSecret } from './key-vault.ts';
import type { KeysRotateFlags } from './keys.ts';
import { deliver } from './keys-delivery.ts';
import { backendKey, readTenantKeys, type TenantKeys } from './policy-keys.ts';
import { readRestfulProfiles } from './restful-profiles.ts';
import { type RotationParts, readSlots, rotate } from './rotation.ts';
import { type RotationState, rotationState, rotationTable } from './rotation-state.ts';
import { UsageError } from './usage.ts';

/** Goes one stretch of a rotation, or with `--dry-run` only says where it is. Returns the exit code. */
export async function runKeysRotate(id: string, flags: KeysRotateFlags): Promise<number> {
  const tenantKeys = readTenantKeys(flags);
  const { storageReferenceId } = backendKey(tenantKeys, id);
  const values = readAzdValues();
  const tokens = await azureTokens(values);
  const vault = openKeyVault(values, tokens);
  const where = { vault, prefix: tenantKeys.prefix };
  const state = rotationState(await readSlots({ ...where, storageReferenceId }));
  if (flags.dryRun) {
    console.log(formatTable(storageReferenceId, state));
    return 0;
  }
  requireDelivered(state, flags);
  const profiles = profilesWith(storageReferenceId, flags, values);
  if (profiles.length === 0) {
    throw new Error(
      `No profile that can be asked shows "${storageReferenceId}", so nothing would tell whether the new value is taken.`,
    );
  }
  const neighbors = neighborsOf(storageReferenceId, profiles);
  await requireSteady(where, neighbors);
  const around = { tenantKeys, storageReferenceId, flags, values, tokens, vault };
  const ended = await rotate(await partsOf(around, profiles, neighbors));
  console.log(formatTable(storageReferenceId, ended));
  return 0;
}

/** A rotation that takes this for true too early waits for calls that nobody can make. */
function requireDelivered(state: RotationState, { uploaded }: KeysRotateFlags): void {
  if (!uploaded || (state !== 'steady' && state !== 'written')) return;
  throw new UsageError(
    `--uploaded says that B2C has the new value, and nobody was given one yet ("${state}"): run it with --file first.`,
  );
}

function formatTable(storageReferenceId: string, now: RotationState): string {
  const rows = rotationTable.flatMap(({ state, means, step }) => [
    `${state === now ? '>' : ' '} ${state.padEnd(9)} ${means}`,
    `${' '.repeat(12)}then: ${step}`,
  ]);
  return [`Rotation of ${storageReferenceId}: ${now}`, ...rows].join('\n');
}

/** The backend's profiles whose caller shows this key, at the address of the deployment. */
function profilesWith(
  storageReferenceId: string,
  flags: KeysRotateFlags,
  values: AzdValues,
): readonly SelectedProfile[] {
  const address = flags.url ?? values['SERVICE_API_URI'];
  const url = address === undefined ? null : URL.parse(address);
  if (url === null) throw new UsageError('Where the functions are is not known: give --url.');
  const folders = flags.policies ?? ['policies'];
  const choice = flags.env === undefined ? {} : { environment: flags.env };
  const { relyingParties } = readRestfulProfiles({ folders, ...choice });
  const selected = selectProfiles(relyingParties, {
    ...{ url, hosts: undefined, everything: false, ids: [] },
  });
  return selected.filter(({ profile }) =>
    credentialIds(profile.authentication).includes(storageReferenceId),
  );
}

function neighborsOf(storageReferenceId: string, profiles: readonly SelectedProfile[]): string[] {
  const ids = new Set(profiles.flatMap(({ profile }) => credentialIds(profile.authentication)));
  ids.delete(storageReferenceId);
  return [...ids];
}

/** Of two that a call shows together the log cannot tell which one was old. */
async function requireSteady(
  where: Pick<RotationParts, 'vault' | 'prefix'>,
  neighbors: readonly string[],
): Promise<void> {
  for (const storageReferenceId of neighbors) {
    const state = rotationState(await readSlots({ ...where, storageReferenceId }));
    if (state === 'steady') continue;
    throw new Error(`"${storageReferenceId}" of the same calls is being rotated: end that first.`);
  }
}

interface Around {
  readonly tenantKeys: TenantKeys;
  readonly storageReferenceId: string;
  readonly flags: KeysRotateFlags;
  readonly values: AzdValues;
  readonly tokens: Tokens;
  readonly vault: KeyVault;
}

async function partsOf(
  { tenantKeys, storageReferenceId, flags, values, tokens, vault }: Around,
  profiles: readonly SelectedProfile[],
  neighbors: readonly string[],
): Promise<RotationParts> {
  const { tenantId, prefix } = tenantKeys;
  const app = openFunctionApp(values, tokens);
  const askUsage = openUsage(values, tokens);
  const ids = profiles.map(({ profile }) => profile.id);
  return {
    ...{ vault, prefix, storageReferenceId, quietMinutes: flags.quiet },
    random: randomSecret,
    now: () => new Date(),
    async refresh() {
      if (app) return app.refreshSecrets();
      console.error(
        'No function app is known (AZURE_FUNCTION_NAME): the functions may take a day.',
      );
    },
    async refusing(value) {
      const keys = await keysWith({ vault, prefix, neighbors, storageReferenceId, value });
      return refusingProfiles({ profiles, keys, wait });
    },
    upload: (value) => deliver({ values, tenantId, storageReferenceId, flags }, value),
    async usage(since) {
      if (askUsage) return askUsage(ids, since);
      throw new Error(
        'Whether calls use the old value cannot be asked: set AZURE_LOG_ANALYTICS_WORKSPACE_ID.',
      );
    },
    say: (line) => console.log(line),
  };
}

interface Caller extends Pick<RotationParts, 'vault' | 'prefix' | 'storageReferenceId'> {
  readonly neighbors: readonly string[];
  readonly value: string;
}

/** What a caller has who has the new value. */
async function keysWith(caller: Caller): Promise<Keys> {
  const { vault, prefix, neighbors, storageReferenceId, value } = caller;
  const known = new Map([[storageReferenceId, value]]);
  for (const setting of neighbors) {
    const secret = await vault.read(keyVaultName({ prefix, setting }));
    if (secret) known.set(setting, secret.value);
  }
  return (id) => known.get(id);
}
