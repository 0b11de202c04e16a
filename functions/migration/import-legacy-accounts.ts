import { realpathSync } from 'node:fs';
import { open } from 'node:fs/promises';
import * as z from 'zod';
import { describeError } from '../../shared/describe-error.ts';
import { CountersignError } from '../../shared/errors.ts';
import { addLegacyAccount } from './legacy-accounts.ts';
import { readLegacyHash } from './legacy-hash.ts';

const line = z.strictObject({
  signInName: z.email(),
  passwordHash: z.string(),
  displayName: z.string().max(256).optional(),
  givenName: z.string().max(64).optional(),
  surname: z.string().max(64).optional(),
});

/** What became of the lines of a file. */
export interface Import {
  readonly added: number;
  /** That were there before, waiting or moved: they stay as they are. */
  readonly present: number;
  /** Lines that were not imported, by number from 1, and why; nothing that stands in them. */
  readonly refused: ReadonlyMap<number, string>;
}

/**
 * Imports accounts, one JSON object a line: `signInName`, `passwordHash`, and `displayName`, `givenName`,
 * `surname` where they are known. May be run again: an account that is there stays as it is.
 * @param until when those who have not come are deleted
 */
export async function importLegacyAccounts(
  lines: AsyncIterable<string>,
  until: Date,
): Promise<Import> {
  const refused = new Map<number, string>();
  let [number, added, present] = [0, 0, 0];
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') continue;
    const account = readLine(text);
    if (typeof account === 'string') refused.set(number, account);
    else if (await addLegacyAccount(account, until)) added += 1;
    else present += 1;
  }
  return { added, present, refused };
}

function readLine(text: string): z.output<typeof line> | string {
  const value = parseOrNothing(text);
  if (value === undefined) return 'is no JSON object';
  const parsed = line.safeParse(value);
  if (!parsed.success) {
    const column = parsed.error.issues[0]?.path[0];
    return column === undefined
      ? 'has more than the columns that are known'
      : `"${String(column)}" is missing or not as it should be`;
  }
  const reading = readLegacyHash(parsed.data.passwordHash);
  return 'problem' in reading ? `"passwordHash" ${reading.problem}` : parsed.data;
}

function parseOrNothing(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `node dist/functions/migration/import-legacy-accounts.js accounts.jsonl 2028-01-01`, with `Storage` set. */
async function main(file = '', until = ''): Promise<void> {
  const end = new Date(until);
  if (file === '' || Number.isNaN(end.getTime())) return fail(usage, 2);
  const handle = await open(file).catch(() => undefined);
  if (!handle) return fail(`"${file}" cannot be read: is it there, and may you read it?`);
  const { added, present, refused } = await importLegacyAccounts(handle.readLines(), end);
  process.stdout.write(`${added} added, ${present} were there, ${refused.size} refused.\n`);
  for (const [number, why] of refused) fail(`${file}:${number}: ${why}.`);
}

const usage =
  'Name the file, and the day on which those who have not come are deleted: import-legacy-accounts.js accounts.jsonl 2028-01-01';

function fail(why: string, exitCode = 1): void {
  process.stderr.write(`${why}\n`);
  process.exitCode = exitCode;
}

const [, program, ...given] = process.argv;
const isProgram = program !== undefined && realpathSync(program) === import.meta.filename;
if (isProgram)
  main(...given).catch((error: unknown) => {
    // Our own messages quote no line of the file.
    fail(error instanceof CountersignError ? error.message : describeError(error));
    fail('What was added before stays: mend that, and run it again.');
  });
