import type { TransactionAction } from '@azure/data-tables';
import { deadline } from './deadline.ts';
import { isExpired, isOfWrite, readEntity, type StoredKey } from './storage-list.ts';
import { attemptWrite, changedCodes, takenCodes } from './storage-operation.ts';
import type { WriteOptions } from './storage-options.ts';

/** One of several writes that are done together. */
export interface WriteTogether<Data> extends Omit<WriteOptions, 'signal'> {
  readonly row: string;
  readonly data: Data;
  /** The state that it replaces; absent: it is created, and its key must be free. */
  readonly etag?: string | undefined;
}

/** Options of writes that are done together. */
export interface TogetherOptions {
  /** What has expired by then does not take its key. Default: the system's clock. */
  readonly now?: Date | undefined;
  /** As that of a write. */
  readonly signal?: AbortSignal;
}

/** An entity to write, and the state that it replaces. */
export interface EncodedWrite {
  readonly entity: StoredKey & Readonly<Record<string, unknown>>;
  readonly etag?: string | undefined;
}

const refusedCodes = [...takenCodes, ...changedCodes].filter((code) => code !== 'TableNotFound');

/**
 * All writes, at most 100 to rows of one partition, or none: false where a key is taken, or a state has
 * changed. Throws as the operations of a table do.
 */
export async function writeTogether(
  table: string,
  writes: readonly EncodedWrite[],
  { now = new Date(), signal = deadline() }: TogetherOptions,
): Promise<boolean> {
  if (await submit(table, writes, signal)) return true;
  const free = await Promise.all(writes.map((write) => takeOver({ table, write, now, signal })));
  const isAnyTaken = free.some((write, index) => write.etag !== writes[index]?.etag);
  return isAnyTaken && submit(table, free, signal);
}

async function submit(
  table: string,
  writes: readonly EncodedWrite[],
  signal: AbortSignal,
): Promise<boolean> {
  const actions = writes.map(
    ({ entity, etag }): TransactionAction =>
      etag === undefined ? ['create', entity] : ['update', entity, 'Replace', { etag }],
  );
  return attemptWrite(
    { table, expected: refusedCodes, signal },
    (client, options) => client.submitTransaction(actions, options),
    () => isWritten(table, writes[0], signal),
  );
}

/** All or none are: the first one tells. */
async function isWritten(
  table: string,
  write: EncodedWrite | undefined,
  signal: AbortSignal,
): Promise<boolean> {
  return (
    write !== undefined && isOfWrite(await readEntity(table, write.entity, signal), write.entity)
  );
}

interface Taking {
  readonly table: string;
  readonly write: EncodedWrite;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** A creation whose key has an entity that has expired replaces it. */
async function takeOver({ table, write, now, signal }: Taking): Promise<EncodedWrite> {
  if (write.etag !== undefined) return write;
  const old = await readEntity(table, write.entity, signal);
  return old && isExpired(old, now) ? { ...write, etag: old.etag } : write;
}
