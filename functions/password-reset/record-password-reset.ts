import { app } from '@azure/functions';
import { restRecordPasswordReset } from '../../shared/generated/profiles/rest-record-password-reset.ts';
import { serve } from '../../shared/serve.ts';
import { recordChange } from './password-changes.ts';

/** REST-RecordPasswordReset: remembers when an account last got a new password. */
export const recordPasswordReset = serve(
  restRecordPasswordReset,
  async ({ objectId }, call) => ({
    changedAt: await recordChange(objectId, call.correlationId, call.now),
  }),
  { once: true },
);

app.http('record-password-reset', {
  ...restRecordPasswordReset.http,
  handler: recordPasswordReset,
});
