import * as z from 'zod';
import { unescapeKey } from '../shared/storage-key.ts';
import { expiresColumn, writeColumn } from '../shared/storage-list.ts';
import { answerAboutApp, askAboutApp } from './app-process.ts';
import { readLocalSettings } from './local-settings.ts';
import { withRunningStorage } from './local-storage.ts';
import {
  deleteEntities,
  findSubject,
  type SubjectEntity,
  type SubjectTable,
  tablesOfApp,
} from './subject-entities.ts';

const request = z.object({
  ids: z.array(z.string()),
  action: z.enum(['export', 'count', 'erase']),
});

/** Whose data, and what is done with it: `count` only says what `erase` would do. */
export type SubjectRequest = z.output<typeof request>;

/** What stands for a secret. */
const notExported = 'There is one; it is not exported.';

/** What one table holds of a person; `entities` only in an export. */
export interface SubjectRecord {
  readonly table: string;
  readonly holds: string;
  readonly retention: string;
  readonly count: number;
  /** What stays of it when the person is erased, and why. */
  readonly kept?: string;
  readonly entities?: readonly ExportedEntity[];
}

interface ExportedEntity {
  readonly partition: string;
  readonly row: string;
  readonly expires?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was found, and done. */
export interface SubjectAnswer {
  readonly tables: readonly SubjectRecord[];
  /** Tables in which nobody is found by an id. */
  readonly notSearched: readonly string[];
  /** How many entities are there after an erasure that should not be: written meanwhile. */
  readonly left: number;
}

/**
 * Loads the app in a process of its own and looks into its tables, in the storage of the settings: of
 * this machine's, in that of a `countersign start` that runs.
 * @param main a glob instead of package.json's `main`
 * @throws Error with one line to print where the app cannot be loaded or storage does not answer
 */
export function askForSubject(asked: SubjectRequest, main?: string): Promise<SubjectAnswer> {
  const settings = withRunningStorage(readLocalSettings());
  const env = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', ...settings };
  return askAboutApp(import.meta.filename, { project: process.cwd(), main, question: asked, env });
}

await answerAboutApp(import.meta.filename, async (question) => {
  const { ids, action } = request.parse(question);
  const found = await findSubject(ids);
  const left = action === 'erase' ? await erase(ids, found) : 0;
  const describe = (each: SubjectTable) => record(each, action === 'export');
  return { tables: found.map(describe), notSearched: notSearched(), left };
});

function notSearched(): string[] {
  return tablesOfApp()
    .filter(({ declaration }) => !declaration.subject)
    .map(({ name }) => name);
}

/** A call that is under way may write once more, so it is looked again. */
async function erase(ids: readonly string[], found: readonly SubjectTable[]): Promise<number> {
  for (const each of erasable(found)) await deleteEntities(each);
  const rest = erasable(await findSubject(ids));
  return rest.reduce((sum, { entities }) => sum + entities.length, 0);
}

function erasable(found: readonly SubjectTable[]): SubjectTable[] {
  return found.filter(({ table }) => table.declaration.kept === undefined);
}

function record({ table, entities }: SubjectTable, isExport: boolean): SubjectRecord {
  const { name, declaration } = table;
  const { holds, retention, kept } = declaration;
  return {
    table: name,
    holds,
    retention,
    count: entities.length,
    ...(kept === undefined ? {} : { kept }),
    ...(isExport ? { entities: entities.map((each) => exported(table, each)) } : {}),
  };
}

function exported(table: SubjectTable['table'], entity: SubjectEntity): ExportedEntity {
  const expires = entity[expiresColumn];
  return {
    partition: unescapeKey(entity.partitionKey),
    row: unescapeKey(entity.rowKey),
    ...(expires instanceof Date ? { expires: expires.toISOString() } : {}),
    data: withoutSecrets(withoutBigInts(dataOf(table, entity)), table),
  };
}

/** A file with an export goes by mail and lies about: nobody shall guess at a password with it. */
function withoutSecrets(
  data: Record<string, unknown>,
  { declaration: { secret = [] } }: SubjectTable['table'],
): Record<string, unknown> {
  const kept = secret.filter((column) => data[column] !== undefined);
  return { ...data, ...Object.fromEntries(kept.map((column) => [column, notExported])) };
}

/** What no longer fits its schema is a person's data all the same. */
function dataOf(table: SubjectTable['table'], entity: SubjectEntity): Record<string, unknown> {
  try {
    return { ...table.decode(entity) };
  } catch {
    const own = new Set([
      'etag',
      'partitionKey',
      'rowKey',
      'timestamp',
      'odata.metadata',
      writeColumn,
    ]);
    return Object.fromEntries(Object.entries(entity).filter(([column]) => !own.has(column)));
  }
}

/** JSON has no integers of 64 bits: they are text. */
function withoutBigInts(data: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify(data, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  );
}
