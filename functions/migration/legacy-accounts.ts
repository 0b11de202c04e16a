import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';
import { digestOfName } from './sign-in-name.ts';

/** An account of the old system; once it has moved, only when. */
const legacyAccount = z.object({
  passwordHash: z.string().optional(),
  displayName: z.string().optional(),
  givenName: z.string().optional(),
  surname: z.string().optional(),
  migratedAt: z.date().optional(),
  /** The account in the directory that it has become. */
  objectId: z.string().optional(),
});

/** An account of the old system as it is kept. */
export type LegacyAccount = z.output<typeof legacyAccount>;

const table = defineTable('legacyaccounts', legacyAccount, {
  holds: 'Accounts of the old system that have not signed in since, and which ones have.',
  personal: {
    partition: 'A SHA-256 of the sign-in name.',
    passwordHash: 'The hash of the password in the old system.',
    displayName: 'The name that others see.',
    givenName: 'The given name.',
    surname: 'The surname.',
    migratedAt: 'When the account moved.',
    objectId: 'The account that it has become.',
  },
  secret: ['passwordHash'],
  retention:
    'Hash and names until the account moves, the rest for two years more; who never comes, until the end that the import sets.',
  subject: (signInName) => ({ partition: digestOfName(signInName) }),
});

/** A partition for each name: people sign in at the same time, and never meet. */
const keyOf = (signInName: string) => ({ partition: digestOfName(signInName), row: 'account' });

/** The account that still waits for its person; undefined where there is none, or it has moved. */
export async function findWaiting(
  signInName: string,
  now: Date,
): Promise<LegacyAccount | undefined> {
  const stored = await table.get(keyOf(signInName), now);
  return stored?.data.passwordHash === undefined ? undefined : stored.data;
}

/** An account to import. */
export interface NewLegacyAccount
  extends Pick<LegacyAccount, 'displayName' | 'givenName' | 'surname'> {
  readonly signInName: string;
  readonly passwordHash: string;
}

/**
 * Adds an account; false where the name is there already, also one that has moved: importing a file
 * twice brings no old password back.
 * @param until when it is deleted, moved or not
 */
export function addLegacyAccount(account: NewLegacyAccount, until: Date): Promise<boolean> {
  const { signInName, ...data } = account;
  return table.create(keyOf(signInName), data, { expires: until });
}

/**
 * The account has moved: hash and names are deleted. Returns when it moved, which for a call that comes
 * again is when it first did; undefined where no such account was imported.
 */
export async function completeMigration(
  signInName: string,
  objectId: string,
  now: Date,
): Promise<Date | undefined> {
  const moved = await changeEntity(
    table,
    keyOf(signInName),
    (current) =>
      current && !current.migratedAt
        ? { data: { migratedAt: now, objectId }, expires: untilOf(now) }
        : undefined,
    now,
  );
  return moved?.migratedAt;
}

/** What has moved is remembered for so long: imports of an old file are over by then. */
const rememberedMs = 2 * 365 * 24 * 60 * 60 * 1000;
const untilOf = (now: Date) => new Date(now.getTime() + rememberedMs);
