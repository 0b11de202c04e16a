import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';

const identity = z.object({ issuer: z.string(), issuerUserId: z.string() });

/** What the club's office keeps of a member. */
const membership = z.object({
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

export type Membership = z.output<typeof membership>;

const memberships = defineTable('memberships', membership);

/** A partition for each account: everything that is ever read together. */
const keyOf = (objectId: string) => ({ partition: objectId, row: 'membership' });

const trialDays = 30;

/** The membership of an account. Who has none yet gets one on trial: at the first sign-in. */
export async function openMembership(
  objectId: string,
  memberNumber: string | undefined,
  now = new Date(),
): Promise<Membership> {
  const trial = trialFrom(now, memberNumber);
  const stored = await changeEntity(memberships, keyOf(objectId), (current) =>
    current ? undefined : { data: trial },
  );
  return stored ?? trial;
}

/** Whether a membership has not ended. */
export function isActive({ endsAt }: Membership, now = new Date()): boolean {
  return endsAt === undefined || now < endsAt;
}

function trialFrom(now: Date, memberNumber: string | undefined): Membership {
  const endsAt = new Date(now);
  endsAt.setUTCDate(endsAt.getUTCDate() + trialDays);
  const since = now.toISOString().slice(0, 10);
  const start = { outings: 0, meters: 0n, crews: [], former: [], linked: [] };
  return { tier: 'guest', since, endsAt, noticePeriod: 'P0D', memberNumber, ...start };
}

/** Adds a membership; one that is there already stays as it is. */
export async function addMembership(objectId: string, added: Membership): Promise<void> {
  await memberships.create(keyOf(objectId), added);
}
