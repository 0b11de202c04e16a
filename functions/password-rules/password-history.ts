import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';
import { sparedCores, type TurnOptions, WorkQueue } from '../../shared/work-queue.ts';

/** The passwords that an account had, newest first, as scrypt keys of one salt. */
const history = z.object({ salt: z.string(), keys: jsonColumn(z.array(z.string())) });

const table = defineTable('passwordhistory', history, {
  holds: 'The last passwords of an account, as scrypt keys, so that none is chosen again.',
  personal: {
    partition: 'The object id of the account.',
    salt: 'What its keys were made with.',
    keys: 'The keys of its last passwords.',
  },
  secret: ['salt', 'keys'],
  retention: 'Each key until five newer ones came; all until the account is erased.',
  subject: (objectId) => ({ partition: objectId }),
});

/** A partition for each account: nobody waits for another. */
const keyOf = (objectId: string) => ({ partition: objectId, row: 'history' });

/** How many passwords back may not be chosen again. */
export const remembered = 5;

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number }, Buffer>(
  scrypt,
);

/** One of the four threads of libuv is left to name look-ups and files. */
const atOnce = sparedCores(3);

/** A check is followed by a hash that goes before other checks, so the wait may be twice as long, and still end in time. */
export const hashes = new WorkQueue({
  tools: Array.from({ length: atOnce }, (_, number) => number),
  waiting: 16 * atOnce,
  longestWaitMs: 500,
});

/**
 * scrypt with 16 MiB, 30 to 60 ms in a thread of libuv. One salt an account, so that a password is
 * compared with all former ones at the cost of one; two accounts never have the same.
 */
function keyFrom(password: string, salt: string, turn?: TurnOptions): Promise<Buffer> {
  const bytes = Buffer.from(salt, 'base64');
  const cost = { N: 2 ** 14, r: 8, p: 1 };
  return hashes.turn(() => derive(password.normalize('NFC'), bytes, 32, cost), turn);
}

/**
 * Whether the account has had the password, as one of the last ones. Whoever has no history costs a hash as
 * well: so many come in as can be remembered afterwards, and the time does not tell who has one.
 * @param objectId undefined: a person who joins
 * @throws QueueFull where too many passwords wait
 */
export async function wasUsed(objectId: string | undefined, password: string): Promise<boolean> {
  hashes.requireRoom();
  const stored = objectId === undefined ? undefined : await table.get(keyOf(objectId));
  const { salt, keys } = stored?.data ?? newHistory();
  return placeOf(await keyFrom(password, salt), keys) >= 0;
}

/** How many passwords of the account are remembered. */
export async function countRemembered(objectId: string): Promise<number> {
  const stored = await table.get(keyOf(objectId));
  return stored?.data.keys.length ?? 0;
}

/**
 * Puts a password at the head of the history. One that is there already is not there twice, so that a
 * call that comes again changes nothing. It goes before all who only ask: the password is the account's by now.
 */
export async function rememberPassword(objectId: string, password: string): Promise<void> {
  const salt = await saltOf(objectId);
  const key = await keyFrom(password, salt, { isUrgent: true });
  await changeEntity(table, keyOf(objectId), (current) => {
    const keys = current?.keys ?? [];
    const place = placeOf(key, keys);
    if (place === 0) return undefined;
    const others = keys.filter((_, index) => index !== place);
    return { data: { salt, keys: [key.toString('base64'), ...others].slice(0, remembered) } };
  });
}

/** The salt of the account, made with its first password; of two calls that make it one wins. */
async function saltOf(objectId: string): Promise<string> {
  const made = newHistory();
  const stored = await changeEntity(table, keyOf(objectId), (current) =>
    current ? undefined : { data: made },
  );
  return stored?.salt ?? made.salt;
}

const newHistory = () => ({ salt: randomBytes(16).toString('base64'), keys: [] as string[] });

function placeOf(key: Buffer, keys: readonly string[]): number {
  return keys.findIndex((each) => timingSafeEqual(Buffer.from(each, 'base64'), key));
}
