import { app } from '@azure/functions';
import { restVerifyEmailCode } from '../../shared/generated/profiles/rest-verify-email-code.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { emailCodes } from './email-codes.ts';
import { messages } from './messages.ts';

/** REST-VerifyEmailCode: a code is good once, in the journey that it was sent to. */
export const verifyEmailCode = serve(
  restVerifyEmailCode,
  async ({ email: recipient, code }, call) => {
    const { correlationId: journey, now } = call;
    const verdict = await emailCodes.verify({ recipient, journey, code, now });
    if (verdict === 'wrong') throw refusal(messages, 'CODE_WRONG', call);
    if (verdict === 'ended') throw refusal(messages, 'CODE_ENDED', call);
  },
  { once: true },
);

app.http('verify-email-code', { ...restVerifyEmailCode.http, handler: verifyEmailCode });
