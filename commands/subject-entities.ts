import { type DefinedTable, definedTables } from '../shared/defined-tables.ts';
import { openTable } from '../shared/storage-connection.ts';
import { escapeKey } from '../shared/storage-key.ts';
import type { StoredEntity } from '../shared/storage-list.ts';
import { odataCode, storageFault } from '../shared/storage-operation.ts';
import type { SubjectQuery } from '../shared/table-declaration.ts';

/** An entity about a person, as storage has it. */
export type SubjectEntity = StoredEntity & {
  readonly partitionKey: string;
  readonly rowKey: string;
};

/** What one table holds of a person. */
export interface SubjectTable {
  readonly table: DefinedTable;
  readonly entities: readonly SubjectEntity[];
}

/** A large account is searched for so long. */
const searchMs = 10 * 60 * 1000;
/** Deletions under way at a time. */
const deletionsAtATime = 16;

/** The tables of the app that has been loaded, each once, in the order of their names. */
export function tablesOfApp(): DefinedTable[] {
  const byName = new Map(definedTables().map((table) => [table.name, table]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * What all tables hold of the person with these ids, also what has expired and is not swept yet.
 * Throws DependencyUnavailable where storage does not answer, SettingsInvalid where none is set.
 */
export async function findSubject(ids: readonly string[]): Promise<SubjectTable[]> {
  const signal = AbortSignal.timeout(searchMs);
  const found: SubjectTable[] = [];
  for (const table of tablesOfApp()) {
    const entities = await entitiesOf(table, ids, signal);
    if (entities.length > 0) found.push({ table, entities });
  }
  return found;
}

async function entitiesOf(
  { name, declaration }: DefinedTable,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<SubjectEntity[]> {
  const queries = await Promise.all(ids.map(async (id) => (await declaration.subject?.(id)) ?? []));
  const filters = new Set(queries.flat().map(filterOf));
  const byKey = new Map<string, SubjectEntity>();
  for (const filter of filters) {
    for (const entity of await query(name, filter, signal)) {
      byKey.set(`${entity.partitionKey} ${entity.rowKey}`, entity); // no key has a space
    }
  }
  return [...byKey.values()];
}

function filterOf(subject: SubjectQuery): string {
  if ('column' in subject) return `${subject.column} eq '${subject.equals.replaceAll("'", "''")}'`;
  const partition = `PartitionKey eq '${escapeKey(subject.partition)}'`;
  return subject.row === undefined
    ? partition
    : `${partition} and RowKey eq '${escapeKey(subject.row)}'`;
}

async function query(name: string, filter: string, signal: AbortSignal) {
  const client = await openTable(name);
  const found: SubjectEntity[] = [];
  try {
    const entities = client.listEntities({ queryOptions: { filter }, abortSignal: signal });
    for await (const entity of entities) found.push(entity as SubjectEntity);
  } catch (error) {
    if (odataCode(error) !== 'TableNotFound') throw storageFault(error);
  }
  return found;
}

/** Deletes what was found, in whatever state it is by now. Throws as `findSubject` does. */
export async function deleteEntities({ table, entities }: SubjectTable): Promise<void> {
  const client = await openTable(table.name);
  for (let start = 0; start < entities.length; start += deletionsAtATime) {
    const some = entities.slice(start, start + deletionsAtATime);
    await Promise.all(
      some.map(async ({ partitionKey, rowKey }) => {
        try {
          await client.deleteEntity(partitionKey, rowKey);
        } catch (error) {
          if (odataCode(error) !== 'ResourceNotFound') throw storageFault(error);
        }
      }),
    );
  }
}
