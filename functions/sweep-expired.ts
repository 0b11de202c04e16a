import { app } from '@azure/functions';
import { definedTables } from '../shared/defined-tables.ts';
import { describeError } from '../shared/describe-error.ts';

/**
 * Sweeps every table, whatever becomes of those before it.
 * @throws Error without the reasons, once all have had their turn: the host logs what it is thrown, and
 * reasons of storage quote keys
 */
export async function sweepTables(
  tables: readonly { sweep(): Promise<number> }[],
  log: (message: string) => void,
): Promise<void> {
  let failures = 0;
  for (const [index, table] of tables.entries()) {
    try {
      log(`sweep-expired: ${await table.sweep()} deleted.`);
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
