import { keyVaultName, nextSetting } from '../compiler/key-vault-name.ts';
import { AzureRefused } from './azure-service.ts';
import type { KeyVault } from './key-vault.ts';

/** What secrets are put into a vault with. */
export interface Seeding {
  readonly vault: KeyVault;
  readonly prefix: string;
  readonly settings: readonly string[];
  /** A secret that nobody can guess. */
  readonly random: () => string;
  /** Waits before the next attempt, in milliseconds. */
  readonly wait: (ms: number) => Promise<unknown>;
  /** Told names, never values. */
  readonly say: (line: string) => void;
}

/** A role that was given a moment ago may take minutes to count. @see facts infra 4 */
const roleAttempts = 20;
const rolePauseMs = 15_000;

/**
 * Puts a fresh random value under each setting that has none, and the same under its `__Next`: nothing
 * rotates then. What is there stays. Returns how many settings got a value.
 */
export async function seedSecrets(seeding: Seeding): Promise<number> {
  let made = 0;
  for (const setting of seeding.settings) {
    const isNew = await patiently(seeding, () => seedOne(seeding, setting));
    seeding.say(`${isNew ? 'made ' : 'there'}  ${keyVaultName({ ...seeding, setting })}`);
    if (isNew) made += 1;
  }
  return made;
}

/** Interrupted between the two, it is completed by the next run. */
async function seedOne({ vault, prefix, random }: Seeding, setting: string): Promise<boolean> {
  const name = keyVaultName({ prefix, setting });
  const nextName = keyVaultName({ prefix, setting: nextSetting(setting) });
  const current = await vault.read(name);
  const next = await vault.read(nextName);
  const value = current?.value ?? random();
  if (current === undefined) await vault.write(name, value);
  if (next === undefined) await vault.write(nextName, value);
  return current === undefined || next === undefined;
}

async function patiently<Result>(
  { wait, say }: Seeding,
  use: () => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await use();
    } catch (error) {
      const isForbidden = error instanceof AzureRefused && error.status === 403;
      if (!isForbidden || attempt === roleAttempts) throw error;
      if (attempt === 1) say('Key Vault does not let us in yet: a new role takes minutes.');
      await wait(rolePauseMs);
    }
  }
}
