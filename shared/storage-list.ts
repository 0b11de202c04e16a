import { measureDependency } from './call-metrics.ts';
import { deadline } from './deadline.ts';
import { CallFault } from './errors.ts';
import { openTable } from './storage-connection.ts';
import { escapeKey } from './storage-key.ts';
import { absentCodes, attempt, odataCode, storageFault } from './storage-operation.ts';

/** Which entities of a partition are read. */
export interface ListOptions {
  /** At most so many, those with the first row keys. Default: 100. */
  readonly limit?: number;
  /** What has expired by then is left out. Default: the system's clock. */
  readonly now?: Date;
  /** Ends the operation; default: the deadline of the call, outside of calls ten seconds. */
  readonly signal?: AbortSignal;
}

/** An entity as storage gives it. */
export type StoredEntity = Readonly<Record<string, unknown>> & { readonly etag: string };

/** The column with the end of an entity. */
export const expiresColumn = 'expiresAt';

/**
 * The entities of a partition in the order of their row keys. Empty where there is no such table.
 * Throws as the operations of a table do.
 */
export async function listEntities(
  table: string,
  partition: string,
  { limit = 100, now = new Date(), signal = deadline() }: ListOptions = {},
): Promise<StoredEntity[]> {
  const filter = `PartitionKey eq '${escapeKey(partition)}'`; // an escaped key has no apostrophe
  return measureDependency('table storage', async () => {
    const client = await openTable(table);
    const entities = client.listEntities({ queryOptions: { filter }, abortSignal: signal });
    try {
      return await firstOf(entities, limit, now);
    } catch (error) {
      if (error instanceof CallFault) throw error;
      if (odataCode(error) !== 'TableNotFound') throw storageFault(error);
      return [];
    }
  });
}

async function firstOf(
  entities: AsyncIterable<object>,
  limit: number,
  now: Date,
): Promise<StoredEntity[]> {
  const found: StoredEntity[] = [];
  for await (const entity of entities as AsyncIterable<StoredEntity>) {
    if (isExpired(entity, now)) continue;
    found.push(entity);
    if (found.length >= limit) break;
  }
  return found;
}

/** Where an entity lies, as storage has it. */
export interface StoredKey {
  readonly partitionKey: string;
  readonly rowKey: string;
}

/** An entity as it is stored, expired or not; undefined where there is none. Throws as the operations of a table do. */
export function readEntity(
  table: string,
  { partitionKey, rowKey }: StoredKey,
  signal: AbortSignal,
): Promise<StoredEntity | undefined> {
  return attempt({ table, expected: absentCodes, signal }, (client, options) =>
    client.getEntity<Record<string, unknown>>(partitionKey, rowKey, options),
  );
}

/** The column with the id of the write that an entity is of: no two writes have the same. */
export const writeColumn = 'writeId';

/** Whether what is stored was written by the very write that `entity` is from. */
export function isOfWrite(
  stored: Readonly<Record<string, unknown>> | undefined,
  entity: Readonly<Record<string, unknown>>,
): boolean {
  return stored !== undefined && stored[writeColumn] === entity[writeColumn];
}

/** Whether the entity has come to its end by `now`. */
export function isExpired(entity: Readonly<Record<string, unknown>>, now: Date): boolean {
  const expires = entity[expiresColumn];
  return expires instanceof Date && expires <= now;
}
