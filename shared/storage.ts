import type { TableClient, TableEntityResult } from '@azure/data-tables';
import * as z from 'zod';
import { DependencyUnavailable } from './errors.ts';
import { openTable } from './storage-connection.ts';
import { type EntityKey, tableKey } from './storage-key.ts';

/** What is stored, and the mark that says which state of it was read. */
export interface Stored<Data> {
  readonly data: Data;
  readonly etag: string;
}

/** Options of a write. */
export interface WriteOptions {
  /** From then on the entity is as good as absent, and `sweep` deletes it. Absent: kept for good. */
  readonly expires?: Date;
}

/** Options of a creation. */
export interface CreateOptions extends WriteOptions {
  /** What has expired by then does not take the key. Default: the system's clock. */
  readonly now?: Date;
}

/** One table of a scenario: entities by partition and row, with optimistic concurrency. */
export interface Table<Data> {
  /** Undefined where there is none, or where it has expired by `now` (default: the system's clock). */
  get(key: EntityKey, now?: Date): Promise<Stored<Data> | undefined>;
  /** False where the key is taken: of many at a time exactly one gets true. */
  create(key: EntityKey, data: Data, options?: CreateOptions): Promise<boolean>;
  /** False where the entity is no longer in the state that was read: read again, decide again. */
  replace(key: EntityKey, etag: string, data: Data, options?: WriteOptions): Promise<boolean>;
  /** Writes whatever was there before. */
  put(key: EntityKey, data: Data, options?: WriteOptions): Promise<void>;
  delete(key: EntityKey): Promise<void>;
  /** Deletes what had expired by `now`; tells how many. */
  sweep(now?: Date): Promise<number>;
}

/** For readiness: one point read stands for all tables, because they share an account. */
export async function probeStorage(): Promise<void> {
  await tables[0]?.get({ partition: 'readiness', row: 'probe' });
}

const expiresColumn = 'expiresAt';

const tables: Pick<Table<unknown>, 'get' | 'sweep'>[] = [];

/** Every table that this process has defined, for those who tend them all. */
export function definedTables(): readonly Pick<Table<unknown>, 'get' | 'sweep'>[] {
  return tables;
}

/**
 * A table and the schema of its entities. The schema's input side is what Table storage holds
 * (string, number, boolean, Date, bigint; `jsonColumn` for the rest), its output side what a function
 * works with; entities that do not fit are a fault of the data and throw.
 * All methods throw DependencyUnavailable where storage does not answer, SettingsInvalid where no
 * storage is set.
 * @param name letters and digits, 3 to 63, unique among the scenarios
 */
export function defineTable<Schema extends z.ZodObject>(
  name: string,
  schema: Schema,
): Table<z.output<Schema>> {
  type Data = z.output<Schema>;
  const encode = (key: EntityKey, data: Data, { expires }: WriteOptions = {}) => ({
    ...withoutUndefined(z.encode(schema, data) as Record<string, unknown>),
    ...tableKey(key),
    ...(expires ? { [expiresColumn]: expires } : {}),
  });
  const table: Table<Data> = {
    async get(key, now = new Date()) {
      const { partitionKey, rowKey } = tableKey(key);
      const entity = await attempt((client, options) =>
        client.getEntity(partitionKey, rowKey, options),
      );
      if (!entity || isExpired(entity, now)) return undefined;
      return { data: z.decode(schema, entity as z.input<Schema>), etag: entity.etag };
    },
    async create(key, data, options) {
      const entity = encode(key, data, options);
      if (await wrote((client, call) => client.createEntity(entity, call))) return true;
      return replaceExpired(key, entity, options?.now ?? new Date());
    },
    replace: (key, etag, data, options) =>
      wrote((client, call) =>
        client.updateEntity(encode(key, data, options), 'Replace', { ...call, etag }),
      ),
    async put(key, data, options) {
      await wrote((client, call) =>
        client.upsertEntity(encode(key, data, options), 'Replace', call),
      );
    },
    async delete(key) {
      const { partitionKey, rowKey } = tableKey(key);
      await wrote((client, call) => client.deleteEntity(partitionKey, rowKey, call));
    },
    sweep,
  };
  tables.push(table);
  return table;

  /** A key whose entity has expired is free: taken over by its ETag, so that one caller wins. */
  async function replaceExpired(
    key: EntityKey,
    entity: ReturnType<typeof encode>,
    now: Date,
  ): Promise<boolean> {
    const { partitionKey, rowKey } = tableKey(key);
    const old = await attempt((client, call) => client.getEntity(partitionKey, rowKey, call));
    if (!old || !isExpired(old, now)) return false;
    const { etag } = old;
    return wrote((client, call) => client.updateEntity(entity, 'Replace', { ...call, etag }));
  }

  async function sweep(now = new Date()): Promise<number> {
    const filter = `${expiresColumn} le datetime'${now.toISOString()}'`;
    const client = await openTable(name);
    let deleted = 0;
    try {
      for await (const { partitionKey = '', rowKey = '', etag } of client.listEntities({
        queryOptions: { filter, select: ['partitionKey', 'rowKey'] },
      })) {
        if (await wrote((c, call) => c.deleteEntity(partitionKey, rowKey, { ...call, etag })))
          deleted += 1;
      }
    } catch (error) {
      if (statusOf(error) !== 404) throw unavailable(error);
    }
    return deleted;
  }

  /** True where the write happened; false on a conflict (exists, changed, gone). */
  async function wrote(operation: Operation<unknown>): Promise<boolean> {
    return (await attempt(operation)) !== undefined;
  }

  /** Undefined on 404, 409 and 412; makes the table where it is missing, then tries once more. */
  async function attempt<Result>(operation: Operation<Result>): Promise<Result | undefined> {
    const client = await openTable(name);
    try {
      return await operation(client, callOptions());
    } catch (error) {
      if (isTableMissing(error)) return createTableAndRetry(client, operation);
      if (isConflict(error)) return undefined;
      throw unavailable(error);
    }
  }

  async function createTableAndRetry<Result>(
    client: TableClient,
    operation: Operation<Result>,
  ): Promise<Result | undefined> {
    try {
      await createTable(client);
      return await operation(client, callOptions());
    } catch (error) {
      if (isConflict(error)) return undefined;
      throw unavailable(error);
    }
  }
}

/** A column that holds any JSON: lists and objects, which Table storage has no type for. */
export function jsonColumn<Schema extends z.ZodType>(
  schema: Schema,
): z.ZodCodec<z.ZodString, Schema> {
  return z.codec(z.string(), schema, {
    decode: (text) => JSON.parse(text),
    encode: (value) => JSON.stringify(value),
  });
}

interface CallOptions {
  readonly abortSignal: AbortSignal;
}

type Operation<Result> = (client: TableClient, options: CallOptions) => Promise<Result>;

/** Well under the ten seconds that B2C waits, retry included. @see facts rest-contract 3.4 */
const callTimeoutMs = 3000;

function callOptions(): CallOptions {
  return { abortSignal: AbortSignal.timeout(callTimeoutMs) };
}

async function createTable(client: TableClient): Promise<void> {
  try {
    await client.createTable(callOptions());
  } catch (error) {
    if (statusOf(error) !== 409) throw error; // 409: another call was faster
  }
}

function isExpired(entity: TableEntityResult<Record<string, unknown>>, now: Date): boolean {
  const expires = entity[expiresColumn];
  return expires instanceof Date && expires <= now;
}

function withoutUndefined(columns: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

function unavailable(error: unknown): DependencyUnavailable {
  return new DependencyUnavailable('table storage', error);
}

function isConflict(error: unknown): boolean {
  return [404, 409, 412].includes(statusOf(error) ?? 0);
}

function isTableMissing(error: unknown): boolean {
  return statusOf(error) === 404 && odataCode(error) === 'TableNotFound';
}

function statusOf(error: unknown): number | undefined {
  return errorShape.safeParse(error).data?.statusCode;
}

function odataCode(error: unknown): string | undefined {
  const shape = errorShape.safeParse(error).data;
  return shape?.details?.odataError?.code ?? shape?.code;
}

const errorShape = z.object({
  statusCode: z.number().optional(),
  code: z.string().optional(),
  details: z
    .object({ odataError: z.object({ code: z.string().optional() }).optional() })
    .optional(),
});
