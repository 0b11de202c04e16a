import type { VaultSecret } from './key-vault.ts';

/** How far the rotation of a policy key has come. */
export type RotationState = 'steady' | 'written' | 'accepted' | 'uploaded' | 'swapped';

/** Both slots of a policy key, as the vault has them. */
export interface Slots {
  readonly current: VaultSecret;
  readonly next: VaultSecret | undefined;
}

/** Tags in the vault: whoever goes on, from whatever machine, finds them. */
export const stateTag = 'countersign-rotation';
/** When B2C got the value, as ISO 8601. */
export const uploadedTag = 'countersign-uploaded';

/** A state: what it means, and what leads on from it. */
interface RotationRow {
  readonly state: RotationState;
  readonly means: string;
  readonly step: string;
}

/** The whole way, in its order; after `swapped` it is `steady` again. */
export const rotationTable: readonly RotationRow[] = [
  {
    state: 'steady',
    means: 'both slots hold one value',
    step: 'write a new random value into the next slot',
  },
  {
    state: 'written',
    means: 'the next slot holds a new value, which nobody uses',
    step: 'let the functions read it, and see that every profile takes it',
  },
  {
    state: 'accepted',
    means: 'the functions take both values',
    step: "upload the new value to B2C's policy key",
  },
  {
    state: 'uploaded',
    means: 'B2C has the new value, and may still send the old one',
    step: 'see that no call uses the old value any more, and put the new one in its place',
  },
  {
    state: 'swapped',
    means: 'both slots hold the new value, and the functions may not know it yet',
    step: 'let the functions read it',
  },
];

/** The state that the vault is in: values say whether something rotates, tags how far it has come. */
export function rotationState({ current, next }: Slots): RotationState {
  const isSame = next === undefined || next.value === current.value;
  if (isSame) return current.tags[stateTag] === 'swapped' ? 'swapped' : 'steady';
  const told = next.tags[stateTag];
  return told === 'accepted' || told === 'uploaded' ? told : 'written';
}

/** When B2C got the next value. @throws Error with one line to print, where a tag was changed by hand */
export function uploadedAt({ next }: Slots): Date {
  const at = new Date(next?.tags[uploadedTag] ?? '');
  if (!Number.isNaN(at.getTime())) return at;
  throw new Error(`The tag "${uploadedTag}" of the next value is no time: remove the tags.`);
}
