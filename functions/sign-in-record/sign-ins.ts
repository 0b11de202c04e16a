import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';

const details = z.object({
  signedInAt: z.date(),
  isNewUser: z.boolean(),
  applicationId: z.string().optional(),
  /** Who vouched for the account; the names it has there are not kept. */
  issuers: jsonColumn(z.array(z.string())),
});

/** A sign-in and what was known of those before it. */
const signIn = details.extend({
  journey: z.string(),
  count: z.int(),
  previousSignInAt: z.date().optional(),
});

/** What is kept of one sign-in. */
export type SignInDetails = z.output<typeof details>;
/** A sign-in on record, with its place in the row of all. */
export type SignIn = z.output<typeof signIn>;

const signIns = defineTable('signins', signIn, {
  holds: 'Sign-ins of an account: the latest, and one of each journey.',
  personal: {
    partition: 'The object id of the account.',
    signedInAt: 'When she signed in.',
    previousSignInAt: 'When she did before.',
    applicationId: 'To which application.',
    issuers: 'Who vouches for the account.',
    journey: 'The correlation id, which her journey has in logs too.',
  },
  retention: 'As long as the policy says (retainFor, 90 days by default), at most ten years.',
  subject: (objectId) => ({ partition: objectId }),
});

/** A partition for each account: its latest sign-in in one row, and a row for each journey. */
const latestKey = (objectId: string) => ({ partition: objectId, row: 'latest' });
const journeyKey = (objectId: string, journey: string) => ({
  partition: objectId,
  row: `journey-${journey}`,
});

/**
 * Puts a sign-in on record until it expires, once for each journey however often it is called.
 * @param journey what only the calls of one journey have: its correlation id
 */
export async function recordSignIn(
  objectId: string,
  journey: string,
  signedIn: SignInDetails & { readonly expires: Date },
  now: Date,
): Promise<SignIn> {
  const known = await signIns.get(journeyKey(objectId, journey), now);
  if (known) return known.data;
  const { expires, ...rest } = signedIn;
  const first = { ...rest, journey, count: 1 };
  const decide = (current: SignIn | undefined) =>
    current?.journey === journey
      ? undefined
      : { data: current ? next(first, current) : first, expires };
  const latest = await changeEntity(signIns, latestKey(objectId), decide, now);
  const recorded = latest ?? first;
  await signIns.create(journeyKey(objectId, journey), recorded, { expires, now });
  return recorded;
}

function next(signedIn: SignIn, current: SignIn): SignIn {
  return { ...signedIn, count: current.count + 1, previousSignInAt: current.signedInAt };
}
