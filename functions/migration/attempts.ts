import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';
import { digestOfName } from './sign-in-name.ts';

const attempts = z.object({ count: z.int(), endsAt: z.date() });

const table = defineTable('migrationattempts', attempts, {
  holds: 'How often a password was tried for a sign-in name, so that nobody can go on guessing.',
  personal: {
    partition: 'A SHA-256 of the sign-in name.',
    count: 'How many passwords were tried.',
  },
  retention: '10 minutes from the first attempt, or until the right password comes.',
  subject: (signInName) => ({ partition: digestOfName(signInName) }),
});

/** A partition for each name: guessing at one slows nobody else down. */
const keyOf = (signInName: string) => ({
  partition: digestOfName(signInName),
  row: 'attempts',
});

/** Wrong passwords within one window, after which no more are looked at until it ends. */
export const attemptsPerWindow = 10;
const windowMs = 10 * 60 * 1000;

/** Whether the name has used up its attempts. */
export async function isLocked(signInName: string, now: Date): Promise<boolean> {
  const stored = await table.get(keyOf(signInName), now);
  return stored !== undefined && stored.data.count >= attemptsPerWindow;
}

/**
 * Counts an attempt before it is made, so that guesses at the same moment count as well. False where
 * there was none left. The window begins with the first attempt.
 */
export async function countAttempt(signInName: string, now: Date): Promise<boolean> {
  let isCounted = false;
  const count = (current: z.output<typeof attempts> | undefined) => {
    const { count, endsAt } = current ?? { count: 0, endsAt: new Date(now.getTime() + windowMs) };
    isCounted = count < attemptsPerWindow;
    return isCounted ? { data: { count: count + 1, endsAt }, expires: endsAt } : undefined;
  };
  await changeEntity(table, keyOf(signInName), count, now);
  return isCounted;
}

/** The right password: earlier attempts are forgotten. */
export async function forgetAttempts(signInName: string): Promise<void> {
  await table.delete(keyOf(signInName));
}
