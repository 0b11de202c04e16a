import { timingSafeEqual } from 'node:crypto';
import type { Call } from '../../shared/call.ts';
import { QueueFull, sparedCores, WorkQueue } from '../../shared/work-queue.ts';
import { countAttempt, forgetAttempts, isLocked } from './attempts.ts';
import { decoy } from './decoy.ts';
import { type Hasher, startHasher } from './hash-worker.ts';
import { findWaiting, type LegacyAccount } from './legacy-accounts.ts';
import { type LegacyHash, readLegacyHash } from './legacy-hash.ts';

/** What was typed, and what the directory says. */
export interface Attempt {
  readonly signInName: string;
  readonly password: string;
  /** Whether the directory has an account of that name with a password of its own. */
  readonly isInDirectory: boolean;
}

/** `refused` says nothing of why: no such account, moved, in the directory, wrong password. */
export type Verdict =
  | { readonly kind: 'right'; readonly account: LegacyAccount }
  | { readonly kind: 'refused' }
  | { readonly kind: 'locked' }
  | { readonly kind: 'busy' };

/** More than four hashes of 128 MiB at a time are no plan. */
const hashers = Array.from({ length: sparedCores(4) }, startHasher);
const hashes = new WorkQueue({ tools: hashers, waiting: 64 });

/**
 * Judges a password against the old system. Each name takes the same reads, the same writes and one hash,
 * so that neither the answer nor its time tells which names the old system had. A name in the directory
 * is never locked here: its wrong passwords are for the directory to count.
 */
export async function judgePassword(
  attempt: Attempt,
  call: Pick<Call, 'now' | 'warn'>,
): Promise<Verdict> {
  const { signInName, isInDirectory } = attempt;
  const [waiting, isShut] = await Promise.all([
    findWaiting(signInName, call.now),
    isLocked(signInName, call.now),
  ]);
  if (isShut && !isInDirectory) return { kind: 'locked' };
  const account = isInDirectory ? undefined : waiting;
  const hash = hashOf(account, call);
  try {
    return await hashes.turn(async (hasher) => {
      const isCounted = await countAttempt(signInName, call.now);
      if (!isCounted && !isInDirectory) return { kind: 'locked' };
      const isRight = await isMadeOf(attempt.password, hash ?? decoy(), hasher);
      if (!isRight || !hash || !account) return { kind: 'refused' };
      await forgetAttempts(signInName);
      return { kind: 'right', account };
    });
  } catch (error) {
    if (error instanceof QueueFull) return { kind: 'busy' };
    throw error;
  }
}

/** Undefined where there is no account, or a hash that is not used: then the decoy is hashed. */
function hashOf(
  account: LegacyAccount | undefined,
  call: Pick<Call, 'warn'>,
): LegacyHash | undefined {
  if (account?.passwordHash === undefined) return undefined;
  const reading = readLegacyHash(account.passwordHash);
  if ('hash' in reading) return reading.hash;
  call.warn(`A password cannot be checked: the imported hash ${reading.problem}.`);
  return undefined;
}

async function isMadeOf(
  password: string,
  { recipe, key }: LegacyHash,
  hasher: Hasher,
): Promise<boolean> {
  const made = await hasher.derive(password, recipe);
  return made.length === key.length && timingSafeEqual(made, key);
}
