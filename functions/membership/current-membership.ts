import { DependencyUnavailable } from '../../shared/errors.ts';
import { defineTable } from '../../shared/storage.ts';
import type { MemberRegister } from './member-register.ts';
import { type Membership, membership, openMembership, personalColumns } from './memberships.ts';

const copies = defineTable('membershipcopies', membership, {
  holds: 'What the office told of a member last, for when it does not answer.',
  personal: personalColumns,
  retention: '30 days after the office was asked.',
  subject: (objectId) => ({ partition: objectId }),
});

/** A partition for each account: read alone, and only while the office is closed. */
const keyOf = (objectId: string) => ({ partition: objectId, row: 'copy' });

/** Older than that, a copy says less than nothing. */
const copyLastsMs = 30 * 24 * 60 * 60 * 1000;

/** What is known of a membership now. */
export interface CurrentMembership {
  /** Undefined: nothing is known. */
  readonly membership: Membership | undefined;
  /** The office did not answer: what is known is its last answer, or nothing. */
  readonly isUnavailable: boolean;
}

/** Whose membership is asked for. */
export interface Member {
  readonly objectId: string;
  readonly memberNumber: string | undefined;
}

/**
 * The membership of an account: what the office says of its number, else what storage has, where one on
 * trial is opened at the first sign-in. While the office does not answer: what it said last, for 30
 * days. Throws only what storage throws: an office that is closed is no reason to refuse a sign-in.
 * @param register undefined where there is no office to ask
 */
export async function currentMembership(
  register: MemberRegister | undefined,
  { objectId, memberNumber }: Member,
  now: Date,
): Promise<CurrentMembership> {
  try {
    const told = memberNumber === undefined ? undefined : await register?.find(memberNumber);
    if (told) await keepCopy(objectId, told, now);
    const known = told ?? (await openMembership(objectId, memberNumber, now));
    return { membership: known, isUnavailable: false };
  } catch (error) {
    if (!(error instanceof DependencyUnavailable) || !register) throw error;
    const copy = await copies.get(keyOf(objectId), now);
    return { membership: copy?.data, isUnavailable: true };
  }
}

async function keepCopy(objectId: string, told: Membership, now: Date): Promise<void> {
  const expires = new Date(now.getTime() + copyLastsMs);
  await copies.put(keyOf(objectId), told, { expires });
}
