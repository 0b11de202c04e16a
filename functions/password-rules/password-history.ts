import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';

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

/**
 * scrypt with 16 MiB, 30 to 60 ms in a thread of libuv. One salt an account, so that a password is
 * compared with all former ones at the cost of one; two accounts never have the same.
 */
async function keyFrom(password: string, salt: string): Promise<Buffer> {
  return derive(password.normalize('NFC'), Buffer.from(salt, 'base64'), 32, {
    N: 2 ** 14,
    r: 8,
    p: 1,
  });
}

/** Whether the account has had the password, as one of the last ones. A person who joins has no account yet. */
export async function wasUsed(objectId: string | undefined, password: string): Promise<boolean> {
  if (objectId === undefined) return false;
  const stored = await table.get(keyOf(objectId));
  if (!stored) return false;
  const key = await keyFrom(password, stored.data.salt);
  return placeOf(key, stored.data.keys) >= 0;
}

/** How many passwords of the account are remembered. */
export async function countRemembered(objectId: string): Promise<number> {
  const stored = await table.get(keyOf(objectId));
  return stored?.data.keys.length ?? 0;
}

/**
 * Puts a password at the head of the history. One that is there already is not there twice, so that a
 * call that comes again changes nothing.
 */
export async function rememberPassword(objectId: string, password: string): Promise<void> {
  const salt = await saltOf(objectId);
  const key = await keyFrom(password, salt);
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
  const made = { salt: randomBytes(16).toString('base64'), keys: [] };
  const stored = await changeEntity(table, keyOf(objectId), (current) =>
    current ? undefined : { data: made },
  );
  return stored?.salt ?? made.salt;
}

function placeOf(key: Buffer, keys: readonly string[]): number {
  return keys.findIndex((each) => timingSafeEqual(Buffer.from(each, 'base64'), key));
}
