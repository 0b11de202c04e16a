import { deadline } from './deadline.ts';
import { CallFault } from './errors.ts';
import { openTable } from './storage-connection.ts';
import { expiresColumn } from './storage-list.ts';
import { attempt, changedCodes, odataCode, storageFault } from './storage-operation.ts';

/** How a table is swept. */
export interface SweepOptions {
  /** What had expired by then is deleted. Default: the system's clock. */
  readonly now?: Date | undefined;
  /** Stops it: the rest is there for the next time. Absent: it ends when all is deleted. */
  readonly signal?: AbortSignal | undefined;
}

/** Table storage gives no larger page; more is never in memory. */
const pageSize = 1000;
/** One machine's share of what a partition server takes. */
const deletionsAtATime = 32;

/**
 * Deletes what has expired, page by page, and tells how many; what was renewed meanwhile stays. 0 where
 * there is no such table. Throws as the operations of a table do.
 */
export async function sweepTable(
  table: string,
  { now = new Date(), signal }: SweepOptions,
): Promise<number> {
  const filter = `${expiresColumn} le datetime'${now.toISOString()}'`;
  const client = await openTable(table);
  const query = { queryOptions: { filter, select: ['partitionKey', 'rowKey'] } };
  let deleted = 0;
  try {
    const pages = client.listEntities(query).byPage({ maxPageSize: pageSize });
    for await (const page of pages) {
      deleted += await deletePage(table, page, signal);
      if (signal?.aborted) break;
    }
  } catch (error) {
    if (error instanceof CallFault) throw error;
    if (odataCode(error) !== 'TableNotFound') throw storageFault(error);
  }
  return deleted;
}

interface Listed {
  readonly partitionKey?: string;
  readonly rowKey?: string;
  readonly etag: string;
}

async function deletePage(
  table: string,
  page: readonly Listed[],
  signal: AbortSignal | undefined,
): Promise<number> {
  let deleted = 0;
  for (let start = 0; start < page.length && !signal?.aborted; start += deletionsAtATime) {
    const some = page.slice(start, start + deletionsAtATime);
    const gone = await Promise.all(some.map((entity) => removeListed(table, entity)));
    deleted += gone.filter(Boolean).length;
  }
  return deleted;
}

/** False where it is gone already, or no longer in the state that was listed. */
async function removeListed(table: string, entity: Listed): Promise<boolean> {
  const { partitionKey = '', rowKey = '', etag } = entity;
  const context = { table, expected: changedCodes, signal: deadline() };
  const removed = await attempt(context, (client, call) =>
    client.deleteEntity(partitionKey, rowKey, { ...call, etag }),
  );
  return removed !== undefined;
}
