import { app } from '@azure/functions';
import { restCheckPasswordReset } from '../../shared/generated/profiles/rest-check-password-reset.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { messages } from './messages.ts';
import { countReset, hoursUntil } from './resets.ts';

/** REST-CheckPasswordReset: a few resets a day, whether the address has an account or not. */
export const checkPasswordReset = serve(restCheckPasswordReset, async ({ email }, call) => {
  const { resetsLeft, endsAt } = await countReset(email, call.correlationId, call.now);
  if (resetsLeft !== undefined) return { resetsLeft };
  throw refusal(messages, 'TOO_MANY_RESETS', call, { hours: hoursUntil(endsAt, call.now) });
});

app.http('check-password-reset', { ...restCheckPasswordReset.http, handler: checkPasswordReset });
