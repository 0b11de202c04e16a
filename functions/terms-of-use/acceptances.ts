import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';

/** Who accepted a version, first of all. */
const acceptance = z.object({
  version: z.string(),
  acceptedAt: z.date(),
  applicationId: z.string().optional(),
  /** In which the text was shown. */
  language: z.string().optional(),
  /** The correlation id of the journey. */
  journey: z.string().optional(),
});

/** When and where a version was accepted. */
export type Acceptance = z.output<typeof acceptance>;

const acceptances = defineTable('termsacceptances', acceptance, {
  holds: 'Which versions of the terms of use an account has accepted.',
  personal: {
    partition: 'The object id of the account.',
    version: 'What she accepted.',
    acceptedAt: 'When she did.',
    applicationId: 'In which application.',
    language: 'Which language she read it in.',
    journey: 'The correlation id, which her journey has in logs too.',
  },
  retention: 'Until the account is erased.',
  subject: (objectId) => ({ partition: objectId }),
});

/** A partition for each account, in it a row for each version: read by one key at every sign-in. */
const keyOf = (objectId: string, version: string) => ({ partition: objectId, row: version });

/** Undefined where the account has not accepted that version. */
export async function findAcceptance(
  objectId: string,
  version: string,
): Promise<Acceptance | undefined> {
  return (await acceptances.get(keyOf(objectId, version)))?.data;
}

/** Puts an acceptance on record; of several the first stands. Returns that one. */
export async function accept(objectId: string, accepted: Acceptance): Promise<Acceptance> {
  const key = keyOf(objectId, accepted.version);
  if (await acceptances.create(key, accepted)) return accepted;
  return (await acceptances.get(key))?.data ?? accepted;
}
