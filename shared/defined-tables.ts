import type { StoredEntity } from './storage-list.ts';
import type { TableDeclaration } from './table-declaration.ts';

/** A table as those see it who tend them all. */
export interface DefinedTable {
  readonly name: string;
  readonly declaration: TableDeclaration;
  /** As that of a table. */
  get(
    key: { readonly partition: string; readonly row: string },
    now?: Date,
    signal?: AbortSignal,
  ): Promise<unknown>;
  /** As that of a table. */
  sweep(now?: Date, signal?: AbortSignal): Promise<number>;
  /** The data of an entity as functions see it; throws where it does not fit the schema. */
  decode(entity: StoredEntity): Readonly<Record<string, unknown>>;
}

const registry = Symbol.for('countersign.tables');

/**
 * Every table that this process has defined. They hang on the global object, since
 * `countersign subject` loads an app without knowing which copy of this module the app has.
 */
export function definedTables(): DefinedTable[] {
  const holder = globalThis as { [registry]?: DefinedTable[] };
  holder[registry] ??= [];
  return holder[registry];
}
