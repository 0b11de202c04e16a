import { app } from '@azure/functions';
import { definedTables } from '../shared/defined-tables.ts';
import { describeError } from '../shared/describe-error.ts';

/** A plan may end a function after five minutes; what is left is swept the next night. */
const budgetMs = 4 * 60 * 1000;

/**
 * Sweeps every table, whatever becomes of those before it. Each has an equal share of the time that is
 * left, so that a large one keeps no other from its turn.
 * @throws Error without the reasons, once all have had their turn: the host logs what it is thrown, and
 * reasons of storage quote keys
 */
export async function sweepTables(
  tables: readonly { sweep(now?: Date, signal?: AbortSignal): Promise<number> }[],
  log: (message: string) => void,
  availableMs = budgetMs,
): Promise<void> {
  const end = performance.now() + availableMs;
  let failures = 0;
  for (const [index, table] of tables.entries()) {
    const shareMs = Math.max(0, end - performance.now()) / (tables.length - index);
    const signal = AbortSignal.timeout(Math.floor(shareMs));
    try {
      const deleted = await table.sweep(undefined, signal);
      log(`sweep-expired: ${deleted} deleted${signal.aborted ? '; the rest next time' : ''}.`);
    } catch (error) {
      failures += 1;
      log(`sweep-expired: table ${index + 1} of ${tables.length} failed. ${describeError(error)}`);
    }
  }
  if (failures > 0) throw new Error(`Tables were not swept (${failures}): the log says why.`);
}

/** Every night: deletes what has expired, in the tables of all scenarios. */
app.timer('sweep-expired', {
  schedule: '0 20 3 * * *',
  useMonitor: false, // a missed night does no harm, and monitoring would need blob storage
  handler: (_timer, context) => sweepTables(definedTables(), (message) => context.log(message)),
});
