import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { deadline } from './deadline.ts';
import { definedTables } from './defined-tables.ts';
import { type EntityKey, tableKey } from './storage-key.ts';
import {
  expiresColumn,
  isExpired,
  isOfWrite,
  type ListOptions,
  listEntities,
  readEntity,
  type StoredEntity,
  type StoredKey,
  writeColumn,
} from './storage-list.ts';
import { attempt, attemptWrite, changedCodes, takenCodes } from './storage-operation.ts';
import type { CreateOptions, DeleteOptions, WriteOptions } from './storage-options.ts';
import { sweepTable } from './storage-sweep.ts';
import { type TogetherOptions, type WriteTogether, writeTogether } from './storage-together.ts';
import type { TableDeclaration } from './table-declaration.ts';

/** What is stored, and the mark that says which state of it was read. */
export interface Stored<Data> {
  readonly data: Data;
  readonly etag: string;
}

/**
 * One table of a scenario: entities by partition and row, with optimistic concurrency. A write whose answer
 * is lost is known again by its id, unless another write has come over it before the SDK asks again.
 */
export interface Table<Data> {
  /** Undefined where there is none, or where it has expired by `now` (default: the system's clock). */
  get(key: EntityKey, now?: Date, signal?: AbortSignal): Promise<Stored<Data> | undefined>;
  /** The entities of one partition, in the order of their row keys; see `ListOptions`. */
  list(partition: string, options?: ListOptions): Promise<Stored<Data>[]>;
  /** False where the key is taken: of many at a time exactly one gets true. */
  create(key: EntityKey, data: Data, options?: CreateOptions): Promise<boolean>;
  /** False where the entity is no longer in the state that was read: read again, decide again. */
  replace(key: EntityKey, etag: string, data: Data, options?: WriteOptions): Promise<boolean>;
  /** Writes, whatever was there before. */
  put(key: EntityKey, data: Data, options?: WriteOptions): Promise<void>;
  /** Writes several rows of one partition, or none: false as with `create` and `replace`. At most 100. */
  together(
    partition: string,
    writes: readonly WriteTogether<Data>[],
    options?: TogetherOptions,
  ): Promise<boolean>;
  /** Where an ETag is given: unless the entity is no longer in that state. */
  delete(key: EntityKey, options?: DeleteOptions): Promise<void>;
  /** Deletes what had expired by `now`; tells how many. A signal stops it before all are. */
  sweep(now?: Date, signal?: AbortSignal): Promise<number>;
}

/** A probe that takes longer finds nothing that is ready. */
const probeMs = 3000;

/** For readiness: one point read stands for all tables, because they share an account. */
export async function probeStorage(): Promise<void> {
  const signal = AbortSignal.timeout(probeMs);
  await definedTables()[0]?.get({ partition: 'readiness', row: 'probe' }, undefined, signal);
}

/**
 * A table and the schema of its entities. The schema's input side is what Table storage holds
 * (string, number, boolean, Date, bigint; `jsonColumn` for the rest), its output side what a function
 * works with; entities that do not fit are a fault of the data and throw.
 * All methods throw DependencyUnavailable where storage does not answer before the deadline of the call
 * (outside of calls: in ten seconds), SettingsInvalid where no storage is set, and the SDK's error for
 * what storage refuses to hold.
 * @param name letters and digits, 3 to 63, unique among the scenarios
 * @param declaration what an auditor asks about the table
 */
export function defineTable<Schema extends z.ZodObject>(
  name: string,
  schema: Schema,
  declaration: TableDeclaration<keyof z.output<Schema> & string>,
): Table<z.output<Schema>> {
  const definition = { name, schema };
  const table: Table<z.output<Schema>> = {
    get: (key, now, signal) => read(definition, key, { now, signal }),
    list: async (partition, options) =>
      (await listEntities(name, partition, options)).map((entity) => stored(schema, entity)),
    create: (key, data, options) => create(definition, key, data, options),
    replace: (key, etag, data, options) =>
      replace(definition, encode(schema, { key, data, ...options }), { etag, ...options }),
    put: (key, data, options) => put(definition, key, data, options),
    together: (partition, writes, options = {}) =>
      writeTogether(
        name,
        writes.map(({ row, etag, ...rest }) => ({
          entity: encode(schema, { key: { partition, row }, ...rest }),
          etag,
        })),
        options,
      ),
    delete: async (key, options) => {
      await remove(name, { ...tableKey(key), ...options });
    },
    sweep: (now, signal) => sweepTable(name, { now, signal }),
  };
  const { get, sweep: sweepIt } = table;
  const decode = (entity: StoredEntity) => stored(schema, entity).data;
  definedTables().push({ name, declaration, get, sweep: sweepIt, decode });
  return table;
}

interface Definition<Schema extends z.ZodObject> {
  readonly name: string;
  readonly schema: Schema;
}

type Entity = StoredKey & Record<string, unknown>;

async function read<Schema extends z.ZodObject>(
  { name, schema }: Definition<Schema>,
  key: EntityKey,
  {
    now = new Date(),
    signal = deadline(),
  }: { now?: Date | undefined; signal?: AbortSignal | undefined },
): Promise<Stored<z.output<Schema>> | undefined> {
  const entity = await readEntity(name, tableKey(key), signal);
  if (!entity || isExpired(entity, now)) return undefined;
  return stored(schema, entity);
}

function stored<Schema extends z.ZodObject>(
  schema: Schema,
  entity: StoredEntity,
): Stored<z.output<Schema>> {
  return { data: z.decode(schema, entity as z.input<Schema>), etag: entity.etag };
}

/** A key whose entity has expired is free: taken over by its ETag, so that one caller wins. */
async function create<Schema extends z.ZodObject>(
  definition: Definition<Schema>,
  key: EntityKey,
  data: z.output<Schema>,
  { now = new Date(), signal = deadline(), ...options }: CreateOptions = {},
): Promise<boolean> {
  const entity = encode(definition.schema, { key, data, ...options });
  const context = { table: definition.name, expected: takenCodes, signal };
  if (await attempt(context, (client, call) => client.createEntity(entity, call))) return true;
  const old = await readEntity(definition.name, entity, signal);
  if (isOfWrite(old, entity)) return true; // the answer to it was lost
  if (!old || !isExpired(old, now)) return false;
  return replace(definition, entity, { etag: old.etag, signal });
}

async function replace(
  { name }: { readonly name: string },
  entity: Entity,
  { etag, signal = deadline() }: { readonly etag: string; readonly signal?: AbortSignal },
): Promise<boolean> {
  const context = { table: name, expected: changedCodes, signal };
  return attemptWrite(
    context,
    (client, call) => client.updateEntity(entity, 'Replace', { ...call, etag }),
    async () => isOfWrite(await readEntity(name, entity, signal), entity),
  );
}

async function put<Schema extends z.ZodObject>(
  { name, schema }: Definition<Schema>,
  key: EntityKey,
  data: z.output<Schema>,
  { signal = deadline(), ...options }: WriteOptions = {},
): Promise<void> {
  const entity = encode(schema, { key, data, ...options });
  await attempt({ table: name, expected: [], signal }, (client, call) =>
    client.upsertEntity(entity, 'Replace', call),
  );
}

/** False where it is gone already, or no longer in the state of the ETag. */
async function remove(
  table: string,
  { partitionKey, rowKey, etag, signal = deadline() }: StoredKey & DeleteOptions,
): Promise<boolean> {
  const context = { table, expected: changedCodes, signal };
  const removed = await attempt(context, (client, call) =>
    client.deleteEntity(partitionKey, rowKey, etag === undefined ? call : { ...call, etag }),
  );
  return removed !== undefined;
}

function encode<Schema extends z.ZodObject>(
  schema: Schema,
  {
    key,
    data,
    expires,
  }: WriteOptions & { readonly key: EntityKey; readonly data: z.output<Schema> },
): Entity {
  return {
    ...withoutUndefined(z.encode(schema, data) as Record<string, unknown>),
    ...tableKey(key),
    ...(expires ? { [expiresColumn]: expires } : {}),
    [writeColumn]: randomUUID(),
  };
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

function withoutUndefined(columns: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}
