import { app } from '@azure/functions';
import { restVerifyCaptcha } from '../../shared/generated/profiles/rest-verify-captcha.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { verifyAnswer } from './captcha.ts';
import { messages } from './messages.ts';

/** REST-VerifyCaptcha: asks the service once; a call that B2C repeats gets the answer that it got. */
export const verifyCaptcha = serve(
  restVerifyCaptcha,
  async ({ token, ipAddress }, call) => {
    if (!(await verifyAnswer({ token, ipAddress })))
      throw refusal(messages, 'CAPTCHA_FAILED', call);
  },
  { once: true },
);

app.http('verify-captcha', { ...restVerifyCaptcha.http, handler: verifyCaptcha });
