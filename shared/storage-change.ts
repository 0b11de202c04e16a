import { randomInt } from 'node:crypto';
import { deadline, pause } from './deadline.ts';
import { DependencyUnavailable } from './errors.ts';
import type { Table } from './storage.ts';
import type { EntityKey } from './storage-key.ts';
import type { WriteOptions } from './storage-options.ts';

/** What an entity is to become, and until when. */
export interface Change<Data> extends WriteOptions {
  readonly data: Data;
}

/** More calls at a time for one entity are no traffic of one user. */
const maximumAttempts = 12;
/** Those who came in between are still at it: each waits for a while of its own. */
const firstPauseMs = 10;
const longestPauseMs = 160;

/**
 * Reads an entity, lets `decide` say what becomes of it and writes that, as one: where another call
 * came in between, all of it happens again. `decide` may therefore run several times; undefined from
 * it leaves the entity as it is. Returns the entity as it then stands.
 * Where the answer to a write is lost and the SDK sends it again, the write is known by its id, and done
 * once; twice only where another call has changed the entity between the two, within half a second. A
 * change that must not come twice even then says in the data whose it is, and `decide` looks.
 * What has expired by `now` (default: the system's clock) is absent.
 * Throws as the table does, and DependencyUnavailable where others keep winning: all of it together has
 * the time of the call, outside of calls that of one operation.
 */
export async function changeEntity<Data>(
  table: Table<Data>,
  key: EntityKey,
  decide: (current: Data | undefined) => Change<Data> | undefined,
  now?: Date,
): Promise<Data | undefined> {
  return untilWritten(async (signal) => {
    const stored = await table.get(key, now, signal);
    const change = decide(stored?.data);
    if (!change) return { result: stored?.data };
    const { data, ...rest } = change;
    const options = { ...rest, signal, ...(now ? { now } : {}) };
    const isWritten = stored
      ? await table.replace(key, stored.etag, data, options)
      : await table.create(key, data, options);
    return isWritten ? { result: data } : undefined;
  });
}

/**
 * Reads, decides and writes again, until nobody came in between: `attempt` gives undefined where
 * somebody did. It has the time of `changeEntity`, and throws as that does. Between two attempts it
 * waits, at random and longer each time.
 */
export async function untilWritten<Result>(
  attempt: (signal: AbortSignal) => Promise<{ readonly result: Result } | undefined>,
): Promise<Result> {
  const signal = deadline();
  for (let attempts = 0; attempts < maximumAttempts; attempts += 1) {
    if (attempts > 0)
      await pause(randomInt(Math.min(firstPauseMs * 2 ** attempts, longestPauseMs)));
    const written = await attempt(signal);
    if (written) return written.result;
  }
  throw new DependencyUnavailable('table storage');
}
