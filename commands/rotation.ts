import { keyVaultName, nextSetting } from '../compiler/key-vault-name.ts';
import type { KeyVault } from './key-vault.ts';
import {
  type RotationState,
  rotationState,
  type Slots,
  stateTag,
  uploadedAt,
  uploadedTag,
} from './rotation-state.ts';

/** How many calls used which value since a time. */
export interface SlotUsage {
  readonly current: number;
  readonly next: number;
}

/** What a rotation works with. No value of a secret leaves but to `accepts` and `upload`. */
export interface RotationParts {
  readonly vault: KeyVault;
  readonly prefix: string;
  readonly storageReferenceId: string;
  readonly random: () => string;
  readonly now: () => Date;
  /** Lets the functions read Key Vault again. */
  readonly refresh: () => Promise<void>;
  /** The profiles that refuse a caller with this value; empty: all take it. */
  readonly refusing: (value: string) => Promise<readonly string[]>;
  /** Hands the value to B2C; false: somebody else is to do it, and to say so. */
  readonly upload: (value: string) => Promise<boolean>;
  /** Asks the log of the functions. */
  readonly usage: (since: Date) => Promise<SlotUsage>;
  /** Minutes without a call with the old value. */
  readonly quietMinutes: number;
  readonly say: (line: string) => void;
}

/** Both slots. @throws Error with one line to print, where the vault has no value at all */
export async function readSlots(
  parts: Pick<RotationParts, 'vault' | 'prefix' | 'storageReferenceId'>,
): Promise<Slots> {
  const { currentName, nextName } = namesOf(parts);
  const current = await parts.vault.read(currentName);
  if (current === undefined) {
    throw new Error(`Key Vault has no "${currentName}": run "countersign keys seed" first.`);
  }
  return { current, next: await parts.vault.read(nextName) };
}

function namesOf({
  prefix,
  storageReferenceId,
}: Pick<RotationParts, 'prefix' | 'storageReferenceId'>) {
  const currentName = keyVaultName({ prefix, setting: storageReferenceId });
  const nextName = keyVaultName({ prefix, setting: nextSetting(storageReferenceId) });
  return { currentName, nextName };
}

/**
 * Goes as far as it can today: to `uploaded`, or from there back to `steady`. Each step leaves its mark in
 * the vault once it is done, and does no harm where it is done again. Returns the state it ends in.
 * @throws Error with one line to print, where a step cannot be done; the state stays then
 */
export async function rotate(parts: RotationParts): Promise<RotationState> {
  for (;;) {
    const slots = await readSlots(parts);
    const state = rotationState(slots);
    const isOver = await steps[state](parts, slots);
    if (isOver) return rotationState(await readSlots(parts));
  }
}

/** Returns whether there is nothing left to do now. */
type Step = (parts: RotationParts, slots: Slots) => Promise<boolean>;

const steps: Readonly<Record<RotationState, Step>> = {
  async steady(parts) {
    const { nextName } = namesOf(parts);
    await parts.vault.write(nextName, parts.random(), { [stateTag]: 'written' });
    parts.say('A new value lies in the next slot.');
    return false;
  },
  async written(parts, slots) {
    await parts.refresh();
    const refusing = await parts.refusing(nextValue(slots));
    if (refusing.length > 0) {
      throw new Error(`The functions do not take the new value yet: ${refusing.join(', ')}.`);
    }
    await markNext(parts, slots, { [stateTag]: 'accepted' });
    parts.say('The functions take both values.');
    return false;
  },
  async accepted(parts, slots) {
    if (!(await parts.upload(nextValue(slots)))) return true;
    const uploaded = parts.now().toISOString();
    await markNext(parts, slots, { [stateTag]: 'uploaded', [uploadedTag]: uploaded });
    parts.say(`B2C has the new value. Come back in ${parts.quietMinutes} minutes or later.`);
    return true;
  },
  async uploaded(parts, slots) {
    await requireUnused(parts, uploadedAt(slots));
    const { currentName } = namesOf(parts);
    await parts.vault.write(currentName, nextValue(slots), { [stateTag]: 'swapped' });
    parts.say('No call uses the old value. The new one is in its place.');
    return false;
  },
  async swapped(parts, { current }) {
    await parts.refresh();
    const { currentName } = namesOf(parts);
    await parts.vault.tag(currentName, current, {});
    parts.say('The functions take the new value only.');
    return true;
  },
};

/** A next slot of another value than the current one is there. */
function nextValue({ next }: Slots): string {
  return next?.value ?? '';
}

async function markNext(
  parts: RotationParts,
  { next }: Slots,
  tags: Readonly<Record<string, string>>,
): Promise<void> {
  if (next) await parts.vault.tag(namesOf(parts).nextName, next, tags);
}

/** Silence proves nothing: calls with the new value do. */
async function requireUnused(parts: RotationParts, uploaded: Date): Promise<void> {
  const { quietMinutes, now, usage } = parts;
  const quietSince = new Date(now().getTime() - quietMinutes * 60_000);
  if (uploaded > quietSince) {
    const left = Math.ceil((uploaded.getTime() - quietSince.getTime()) / 60_000);
    throw new Error(`B2C got the new value a moment ago: come back in ${left} minutes.`);
  }
  const { current, next } = await usage(quietSince);
  const span = `in the last ${quietMinutes} minutes`;
  if (current > 0) {
    throw new Error(`${current} calls used the old value ${span}: it is not retired.`);
  }
  if (next === 0) {
    throw new Error(
      `No call used either value ${span}, so nothing shows that B2C has the new one.`,
    );
  }
}
