import { app } from '@azure/functions';
import { restVerifyPhoneCode } from '../../shared/generated/profiles/rest-verify-phone-code.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { messages } from './messages.ts';
import { phoneCodes } from './phone-codes.ts';
import { readMobileNumber } from './phone-number.ts';

/** REST-VerifyPhoneCode: a code is good once; the number comes back as E.164, for the account. */
export const verifyPhoneCode = serve(
  restVerifyPhoneCode,
  async ({ phone: typed, code }, call) => {
    const phone = await readMobileNumber(typed);
    if (!phone) throw refusal(messages, 'PHONE_INVALID', call);
    const { correlationId: journey, now } = call;
    const verdict = await phoneCodes.verify({ recipient: phone.number, journey, code, now });
    if (verdict === 'wrong') throw refusal(messages, 'CODE_WRONG', call);
    if (verdict === 'ended') throw refusal(messages, 'CODE_ENDED', call);
    return { confirmedPhone: phone.number };
  },
  { once: true },
);

app.http('verify-phone-code', { ...restVerifyPhoneCode.http, handler: verifyPhoneCode });
