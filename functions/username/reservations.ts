import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';
import { readUserName, type UserName } from './user-name.ts';

/** A name that a journey has reserved, or an account has. */
const claimed = z.object({
  written: z.string(),
  journey: z.string(),
  /** The account; absent while the name is only reserved. */
  objectId: z.string().optional(),
});

type Claimed = z.output<typeof claimed>;

const names = defineTable('usernames', claimed, {
  holds: 'User names that accounts have, and those that are reserved while an account is made.',
  personal: {
    partition: 'The user name, without what makes names look alike.',
    written: 'The user name.',
    journey: 'The correlation id of the sign-up, which it has in logs too.',
    objectId: 'The account.',
  },
  retention: 'Reserved names for ten minutes, others until the account is erased.',
  subject: (id) => [{ partition: readUserName(id)?.key ?? id }, { column: 'objectId', equals: id }],
  found: 'by user name, and by the object id',
});

/** A partition for each name: two people wait for each other only where they want the same. */
const keyOf = ({ key }: UserName) => ({ partition: key, row: 'name' });

const journeys = defineTable('usernamejourneys', z.object({ key: z.string() }), {
  holds: 'Which name a journey has reserved last, so that it gives up one for another.',
  personal: {},
  retention: 'Ten minutes.',
});

/** A partition for each journey. */
const journeyKey = (journey: string) => ({ partition: journey, row: 'reservation' });

/** Long enough for a page that is sent several times; who goes away keeps no name longer. */
const reservedMs = 10 * 60 * 1000;

/**
 * Reserves a name for a journey; of many at a time one gets it. The journey may ask again: its ten
 * minutes then begin anew, and a name that it had reserved before is given up. False where the name, or one that looks like it, is another's.
 */
export async function reserveName(name: UserName, journey: string, now: Date): Promise<boolean> {
  const expires = new Date(now.getTime() + reservedMs);
  const stored = await changeEntity(
    names,
    keyOf(name),
    (current) => {
      if (current && (current.journey !== journey || current.objectId)) return undefined;
      return { data: { written: name.written, journey }, expires };
    },
    now,
  );
  const isOurs = stored?.journey === journey;
  if (isOurs) await giveUpOthers(name, journey, { now, expires });
  return isOurs;
}

async function giveUpOthers(
  name: UserName,
  journey: string,
  { now, expires }: { readonly now: Date; readonly expires: Date },
): Promise<void> {
  const before = await journeys.get(journeyKey(journey), now);
  await journeys.put(journeyKey(journey), { key: name.key }, { expires });
  if (before && before.data.key !== name.key) await deleteReserved(before.data.key, journey, now);
}

/**
 * The directory has the name now, so it is the account's for good. A call that comes again changes
 * nothing. False where it has become another's meanwhile.
 */
export async function confirmName(
  name: UserName,
  { journey, objectId }: { readonly journey: string; readonly objectId: string },
  now: Date,
): Promise<boolean> {
  const stored = await changeEntity(
    names,
    keyOf(name),
    (current) => {
      if (current && (current.objectId || current.journey !== journey)) return undefined;
      return { data: { written: name.written, journey, objectId } };
    },
    now,
  );
  return stored?.objectId === objectId;
}

/** The account was not made: the name is free again, if it is still the journey's and no account's. */
export async function releaseName(name: UserName, journey: string, now: Date): Promise<void> {
  await deleteReserved(name.key, journey, now);
}

async function deleteReserved(key: string, journey: string, now: Date): Promise<void> {
  const entity = { partition: key, row: 'name' };
  const stored = await names.get(entity, now);
  if (!stored || stored.data.journey !== journey || stored.data.objectId) return;
  await names.delete(entity, { etag: stored.etag });
}

/** Whose a name is: the account, or the journey that has reserved it. Undefined: it is free. */
export async function holderOf(name: UserName, now: Date): Promise<Claimed | undefined> {
  return (await names.get(keyOf(name), now))?.data;
}
