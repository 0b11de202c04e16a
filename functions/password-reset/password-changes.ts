import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';

const passwordChange = z.object({ changedAt: z.date(), journey: z.string().optional() });

const passwordChanges = defineTable('passwordchanges', passwordChange, {
  holds: 'When the password of an account was last changed.',
  personal: {
    partition: 'The object id of the account.',
    changedAt: 'When it was.',
    journey: 'The correlation id, which her journey has in logs too.',
  },
  retention: 'Until the account is erased.',
  subject: (objectId) => ({ partition: objectId }),
});

/** A partition for each account: one row, its latest change. */
const keyOf = (objectId: string) => ({ partition: objectId, row: 'latest' });

/**
 * Puts a new password on record; a journey that calls again gets the time of its first call.
 * @param journey its correlation id; undefined where none came: then each call is a change
 */
export async function recordChange(
  objectId: string,
  journey: string | undefined,
  changedAt: Date,
): Promise<Date> {
  const stored = await changeEntity(passwordChanges, keyOf(objectId), (current) =>
    current && journey !== undefined && current.journey === journey
      ? undefined
      : { data: { changedAt, journey } },
  );
  return stored?.changedAt ?? changedAt;
}
