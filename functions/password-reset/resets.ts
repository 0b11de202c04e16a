import { createHash } from 'node:crypto';
import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';

/** The journeys of a day that wanted a new password for one email address. */
const attempts = z.object({ endsAt: z.date(), journeys: jsonColumn(z.array(z.string())) });

type Attempts = z.output<typeof attempts>;

const attemptsTable = defineTable('passwordresets', attempts, {
  holds: 'The journeys of a day that wanted a new password for one email address.',
  personal: {
    partition: 'A SHA-256 of the email address.',
    journeys: 'Their correlation ids, which they have in logs too.',
  },
  retention: 'A day from the first of them.',
  subject: (email) => attemptsKey(email),
});

/** A partition for each address, as a digest: nobody reads addresses in our tables. */
const attemptsKey = (email: string) => ({
  partition: createHash('sha256').update(email.trim().toLowerCase()).digest('hex'),
  row: 'attempts',
});

/** How often a day somebody may ask for a new password. */
export const resetsPerDay = 5;
const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;

/**
 * Counts a reset: each journey once, however often it calls. Returns how many are left in the day
 * that began with the first, undefined where there was none left for this one, and when the day ends.
 * @param journey its correlation id; undefined where none came: then each call counts
 */
export async function countReset(
  email: string,
  journey: string | undefined,
  now: Date,
): Promise<{ resetsLeft: number | undefined; endsAt: Date }> {
  let isCounted = false;
  const count = (current: Attempts | undefined) => {
    const { endsAt, journeys } = current ?? dayFrom(now);
    isCounted = journey !== undefined && journeys.includes(journey);
    if (isCounted || journeys.length >= resetsPerDay) return undefined;
    isCounted = true;
    const data = { endsAt, journeys: [...journeys, journey ?? 'unknown'] };
    return { data, expires: endsAt };
  };
  const stored = await changeEntity(attemptsTable, attemptsKey(email), count, now);
  const { journeys, endsAt } = stored ?? dayFrom(now);
  return { resetsLeft: isCounted ? resetsPerDay - journeys.length : undefined, endsAt };
}

/** Whole hours, rounded up and at least one: "in 0 hours" is no advice. */
export function hoursUntil(end: Date, now: Date): number {
  return Math.max(1, Math.ceil((end.getTime() - now.getTime()) / hourMs));
}

function dayFrom(now: Date): Attempts {
  return { endsAt: new Date(now.getTime() + dayMs), journeys: [] };
}
