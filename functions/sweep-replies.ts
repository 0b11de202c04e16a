import { app } from '@azure/functions';
import { describeError } from '../shared/describe-error.ts';
import { sweepReplies } from '../shared/idempotency.ts';

/** Every ten minutes: deletes the replies that B2C has no more use for. They are sealed, but nobody's business. */
app.timer('sweep-replies', {
  schedule: '0 */10 * * * *',
  useMonitor: false, // as sweep-expired
  handler: async (_timer, context) => {
    try {
      context.log(`sweep-replies: ${await sweepReplies()} deleted.`);
    } catch (error) {
      context.error(`sweep-replies: ${describeError(error)}`);
      throw new Error('Replies were not swept: the log says why.');
    }
  },
});
