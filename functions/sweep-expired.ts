import { app } from '@azure/functions';
import { definedTables } from '../shared/storage.ts';

/**
 * Sweeps every table, whatever becomes of those before it.
 * @throws AggregateError with the reasons, once all have had their turn
 */
export async function sweepTables(
  tables: readonly { sweep(): Promise<number> }[],
  log: (message: string) => void,
): Promise<void> {
  const failures: unknown[] = [];
  for (const [index, table] of tables.entries()) {
    try {
      log(`sweep-expired: ${await table.sweep()} deleted.`);
    } catch (error) {
      failures.push(error);
      log(`sweep-expired: table ${index + 1} of ${tables.length} failed. ${String(error)}`);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Some tables were not swept.');
}

/** Every night: deletes what has expired, in the tables of all scenarios. */
app.timer('sweep-expired', {
  schedule: '0 20 3 * * *',
  useMonitor: false, // a missed night does no harm, and monitoring would need blob storage
  handler: (_timer, context) => sweepTables(definedTables(), (message) => context.log(message)),
});
