import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { untilWritten } from '../../shared/storage-change.ts';

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
const latestRow = 'latest';
const journeyRow = (journey: string) => `journey-${journey}`;

/**
 * Puts a sign-in on record until it expires, once for each journey however often it is called: both
 * rows are written together, so that no sign-in is counted without its journey being known.
 * @param journey what only the calls of one journey have: its correlation id
 */
export function recordSignIn(
  partition: string,
  journey: string,
  { expires, ...signedIn }: SignInDetails & { readonly expires: Date },
  now: Date,
): Promise<SignIn> {
  return untilWritten(async (signal) => {
    const [known, latest] = await Promise.all(
      [journeyRow(journey), latestRow].map((row) => signIns.get({ partition, row }, now, signal)),
    );
    if (known) return { result: known.data };
    const data = next({ ...signedIn, journey, count: 1 }, latest?.data);
    const writes = [
      { row: latestRow, data, expires, etag: latest?.etag },
      { row: journeyRow(journey), data, expires },
    ];
    const isWritten = await signIns.together(partition, writes, { now, signal });
    return isWritten ? { result: data } : undefined;
  });
}

function next(signedIn: SignIn, latest: SignIn | undefined): SignIn {
  if (!latest) return signedIn;
  return { ...signedIn, count: latest.count + 1, previousSignInAt: latest.signedInAt };
}
