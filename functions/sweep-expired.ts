import { app } from '@azure/functions';
import { definedTables } from '../shared/storage.ts';

/** Every night: deletes what has expired, in the tables of all scenarios. */
app.timer('sweep-expired', {
  schedule: '0 20 3 * * *',
  useMonitor: false, // a missed night does no harm, and monitoring would need blob storage
  handler: async (_timer, context) => {
    for (const table of definedTables()) {
      context.log(`sweep-expired: ${await table.sweep()} deleted.`);
    }
  },
});
