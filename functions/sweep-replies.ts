import { app } from '@azure/functions';
import { sweepReplies } from '../shared/idempotency.ts';

/** Every ten minutes: deletes the replies that B2C has no more use for. They are sealed, but nobody's business. */
app.timer('sweep-replies', {
  schedule: '0 */10 * * * *',
  useMonitor: false, // as sweep-expired
  handler: async (_timer, context) =>
    context.log(`sweep-replies: ${await sweepReplies()} deleted.`),
});
