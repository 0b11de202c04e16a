import { app } from '@azure/functions';
import { restCheckPasswordReset } from '../../shared/generated/profiles/rest-check-password-reset.ts';
import { serve } from '../../shared/serve.ts';
import { tooManyResets } from './refusals.ts';
import { countReset } from './resets.ts';

/** REST-CheckPasswordReset: a few resets a day, whether the address has an account or not. */
export const checkPasswordReset = serve(restCheckPasswordReset, async ({ email }, call) => {
  const resetsLeft = await countReset(email, call.correlationId, call.now);
  if (resetsLeft === undefined) throw tooManyResets(call.language);
  return { resetsLeft };
});

app.http('check-password-reset', { ...restCheckPasswordReset.http, handler: checkPasswordReset });
