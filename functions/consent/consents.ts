import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { untilWritten } from '../../shared/storage-change.ts';

/** Where the decisions of an account are kept. */
const account = z.object({ record: z.string() });

const accounts = defineTable('consentaccounts', account, {
  holds: 'Which record of decisions is that of an account.',
  personal: { partition: 'The object id of the account.', record: 'The name of her record.' },
  retention: 'Until the account is erased: then nobody knows any more whose the record is.',
  subject: (objectId) => ({ partition: objectId }),
});

/** A partition for each account: one row, read alone. */
const accountKey = (objectId: string) => ({ partition: objectId, row: 'record' });

/** One decision on one purpose. */
const decision = z.object({
  purpose: z.string(),
  state: z.enum(['granted', 'refused', 'withdrawn']),
  /** Of the text that was shown. */
  version: z.string(),
  decidedAt: z.date(),
  applicationId: z.string().optional(),
  /** The correlation id of the journey. */
  journey: z.string().optional(),
  /** How many decisions on this purpose there were before, and this one. */
  number: z.int(),
});

/** One decision on one purpose, as it is kept. */
export type Decision = z.output<typeof decision>;

const decisions = defineTable('consentdecisions', decision, {
  holds:
    'Each decision of a person on each purpose, in a row that is never changed; and the latest.',
  personal: {
    partition: 'The name of her record, a random one.',
    purpose: 'What was asked.',
    state: 'What she decided.',
    decidedAt: 'When she did.',
    applicationId: 'In which application.',
    journey: 'The correlation id, which her journey has in logs too.',
  },
  retention: 'Ten years from the decision.',
  subject: async (objectId) => {
    const known = await accounts.get(accountKey(objectId));
    return known ? [{ partition: known.data.record }] : [];
  },
  found: 'by the id, through consentaccounts',
  kept: 'All of it, under its random name: whoever relied on a consent has to be able to show it (GDPR, article 7.1). What led from the person to it is deleted.',
});

/** A partition for each record: the latest decisions and all before them are written together. */
const latestRow = (purpose: string) => `latest-${purpose}`;
const decisionRow = ({ purpose, number }: Decision) =>
  `decision-${purpose}-${String(number).padStart(6, '0')}`;

const retainYears = 10;

/** What is asked on a page: the purposes that it shows, and the version of its text. */
export interface Question {
  readonly purposes: readonly string[];
  readonly version: string;
}

/** Who decides, and in which application and journey. */
export interface Circumstances {
  readonly now: Date;
  readonly applicationId?: string | undefined;
  readonly journey?: string | undefined;
}

/** The latest decisions of an account on some purposes; those never decided are left out. */
export async function latestDecisions(
  objectId: string,
  purposes: readonly string[],
  now: Date,
): Promise<Decision[]> {
  const known = await accounts.get(accountKey(objectId), now);
  if (!known) return [];
  return (await readLatest(known.data.record, purposes, now)).flatMap((stored) =>
    stored ? [stored.data] : [],
  );
}

const readLatest = (partition: string, purposes: readonly string[], now: Date) =>
  Promise.all(
    purposes.map((purpose) => decisions.get({ partition, row: latestRow(purpose) }, now)),
  );

/**
 * Puts on record what a person decided on every purpose of a page: what she did not grant she has
 * refused, or withdrawn. What is decided already, for this version of the text, is no new decision:
 * B2C repeats calls. Returns the latest decisions.
 */
export async function decide(
  objectId: string,
  question: Question,
  granted: ReadonlySet<string>,
  circumstances: Circumstances,
): Promise<Decision[]> {
  const partition = await recordOf(objectId);
  const { now } = circumstances;
  return untilWritten(async (signal) => {
    const latest = await readLatest(partition, question.purposes, now);
    const result = question.purposes.map((purpose, index) => {
      const before = latest[index]?.data;
      const wanted = { purpose, version: question.version, isGranted: granted.has(purpose) };
      return isDecided(before, wanted) ? before : nextDecision(before, wanted, circumstances);
    });
    const expires = afterYears(now);
    const writes = result.flatMap((data, index) =>
      data === latest[index]?.data
        ? []
        : [
            { row: latestRow(data.purpose), data, expires, etag: latest[index]?.etag },
            { row: decisionRow(data), data, expires },
          ],
    );
    if (writes.length === 0) return { result };
    return (await decisions.together(partition, writes, { now, signal })) ? { result } : undefined;
  });
}

interface Wanted {
  readonly purpose: string;
  readonly version: string;
  readonly isGranted: boolean;
}

function isDecided(before: Decision | undefined, wanted: Wanted): before is Decision {
  return (
    before !== undefined &&
    before.version === wanted.version &&
    (before.state === 'granted') === wanted.isGranted
  );
}

function nextDecision(
  before: Decision | undefined,
  { purpose, version, isGranted }: Wanted,
  { now, applicationId, journey }: Circumstances,
): Decision {
  const refused = before?.state === 'granted' ? 'withdrawn' : 'refused';
  const state = isGranted ? 'granted' : refused;
  const number = (before?.number ?? 0) + 1;
  return { purpose, state, version, decidedAt: now, applicationId, journey, number };
}

/** Of two first decisions at a time one names the record. */
async function recordOf(objectId: string): Promise<string> {
  const record = randomUUID();
  const isNew = await accounts.create(accountKey(objectId), { record });
  return isNew ? record : ((await accounts.get(accountKey(objectId)))?.data.record ?? record);
}

function afterYears(start: Date): Date {
  const end = new Date(start);
  end.setUTCFullYear(end.getUTCFullYear() + retainYears);
  return end;
}
