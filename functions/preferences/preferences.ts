import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';

const wishes = z.object({
  /** E.164 */
  contactPhone: z.string().optional(),
  outingsPerWeek: z.int().optional(),
  interests: jsonColumn(z.array(z.string())),
});

/** Grows by one at each change: whoever saves says which revision was shown. */
const preferences = wishes.extend({ revision: z.bigint() });

/** What a member chooses on the profile page. */
export type Wishes = z.output<typeof wishes>;
/** What a member has chosen, and how often it was changed. */
export type Preferences = z.output<typeof preferences>;

const table = defineTable('preferences', preferences, {
  holds: 'What a member chose on the profile page.',
  personal: {
    partition: 'The object id of the account.',
    contactPhone: 'Where she can be reached.',
    outingsPerWeek: 'How often she wants to row.',
    interests: 'What she wants to hear about.',
  },
  retention: 'Until the account is erased.',
  subject: (objectId) => ({ partition: objectId }),
});

/** A partition for each account: one row, read and written alone. */
const keyOf = (objectId: string) => ({ partition: objectId, row: 'preferences' });

/** Undefined where a member has never saved any. */
export async function findPreferences(objectId: string): Promise<Preferences | undefined> {
  return (await table.get(keyOf(objectId)))?.data;
}

/**
 * Saves what a member wishes, unless it was changed since that revision was read. Saving the same
 * again is no change: B2C repeats calls. Undefined where somebody else was faster.
 */
export async function savePreferences(
  objectId: string,
  wished: Wishes,
  revision: bigint,
): Promise<Preferences | undefined> {
  const saved = { ...wished, revision: revision + 1n };
  const stored = await changeEntity(table, keyOf(objectId), (current) =>
    (current?.revision ?? 0n) === revision ? { data: saved } : undefined,
  );
  return isSame(stored, saved) ? stored : undefined;
}

/** A value that is absent and one that is undefined are the same. */
function isSame(stored: Preferences | undefined, saved: Preferences): boolean {
  return isDeepStrictEqual({ ...nothing, ...stored }, { ...nothing, ...saved });
}

const nothing = { contactPhone: undefined, outingsPerWeek: undefined };

/** Adds preferences; those that are there already stay as they are. */
export async function addPreferences(objectId: string, added: Preferences): Promise<void> {
  await table.create(keyOf(objectId), added);
}
