import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { type Card, findCard } from './member-cards.ts';

/** Who somebody is elsewhere. */
export const identity = z.object({ issuer: z.string(), issuerUserId: z.string() });

/** The columns of a membership. */
export const membership = z.object({
  tier: z.enum(['guest', 'oar', 'scull', 'cox']),
  /** `YYYY-MM-DD` */
  since: z.iso.date(),
  /** Absent: it goes on until somebody ends it. */
  endsAt: z.date().optional(),
  /** ISO 8601 duration */
  noticePeriod: z.string(),
  memberNumber: z.string().optional(),
  outings: z.int(),
  meters: z.bigint(),
  crews: jsonColumn(z.array(z.string())),
  /** E.164 */
  captainPhone: z.string().optional(),
  federation: jsonColumn(identity).optional(),
  former: jsonColumn(z.array(identity)),
  linked: jsonColumn(z.array(identity)),
});

/** A member as the club's office keeps her. */
export type Membership = z.output<typeof membership>;

/** What the columns of a membership tell of a person. */
export const personalColumns = {
  partition: 'The object id of the account.',
  memberNumber: 'Her member number.',
  tier: 'Her tier.',
  since: 'Since when she is a member.',
  endsAt: 'Until when.',
  noticePeriod: 'Her notice period.',
  outings: 'How often she rowed.',
  meters: 'How far.',
  crews: 'With whom.',
  captainPhone: 'The phone number of her captain.',
  federation: 'Who she is in the federation.',
  former: 'Who she was in former clubs.',
  linked: 'Who she is elsewhere.',
} as const;

const memberships = defineTable('memberships', membership, {
  holds: 'What the office keeps of a member, and tells applications.',
  personal: personalColumns,
  retention: 'Until the office deletes it.',
  subject: (objectId) => ({ partition: objectId }),
});

/** A partition for each account: everything that is ever read together. */
const keyOf = (objectId: string) => ({ partition: objectId, row: 'membership' });

const trialDays = 30;
const noticeOfMembers = 'P3M';

/**
 * The membership of an account. Who has none yet gets one at the first sign-in: that of the card,
 * where the number is one of ours, else one on trial.
 * @param memberNumber of the account: what REST-ValidateMemberNumber let pass at sign-up
 */
export async function openMembership(
  objectId: string,
  memberNumber: string | undefined,
  now: Date,
): Promise<Membership> {
  const known = await memberships.get(keyOf(objectId), now);
  if (known) return known.data;
  const card = memberNumber === undefined ? undefined : await findCard(memberNumber);
  const opened = card ? { ...membershipOf(card), memberNumber } : trialFrom(now);
  if (await memberships.create(keyOf(objectId), opened, { now })) return opened;
  return (await memberships.get(keyOf(objectId), now))?.data ?? opened;
}

/** Whether a membership has not ended. */
export function isActive({ endsAt }: Membership, now: Date): boolean {
  return endsAt === undefined || now < endsAt;
}

const unused = { outings: 0, meters: 0n, crews: [], former: [], linked: [] };

function membershipOf({ tier, since }: Card): Membership {
  return { ...unused, tier, since, noticePeriod: noticeOfMembers };
}

function trialFrom(now: Date): Membership {
  const endsAt = new Date(now);
  endsAt.setUTCDate(endsAt.getUTCDate() + trialDays);
  const since = now.toISOString().slice(0, 10);
  return { ...unused, tier: 'guest', since, endsAt, noticePeriod: 'P0D' };
}

/** Adds a membership; one that is there already stays as it is. */
export async function addMembership(objectId: string, added: Membership): Promise<void> {
  await memberships.create(keyOf(objectId), added);
}
