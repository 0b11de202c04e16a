import { app } from '@azure/functions';
import { restSendPhoneCode } from '../../shared/generated/profiles/rest-send-phone-code.ts';
import { minutesUntil } from '../../shared/minutes-until.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { messages } from './messages.ts';
import { isServed, phoneCodes, textCode } from './phone-codes.ts';
import { readMobileNumber } from './phone-number.ts';

/** REST-SendPhoneCode: texts a code. Not served once: whoever wants another sends the same request. */
export const sendPhoneCode = serve(restSendPhoneCode, async ({ phone: typed }, call) => {
  const phone = await readMobileNumber(typed);
  if (!phone) throw refusal(messages, 'PHONE_INVALID', call);
  if (!isServed(phone)) throw refusal(messages, 'PHONE_COUNTRY_REFUSED', call);
  const { correlationId: journey, now } = call;
  const request = { recipient: phone.number, journey, now };
  const sending = await phoneCodes.send(request, textCode(phone, call));
  if (sending.outcome === 'refused') throw refusal(messages, 'PHONE_UNREACHABLE', call);
  if (sending.outcome !== 'tooMany') return;
  const minutes = minutesUntil(sending.endsAt, now);
  throw refusal(messages, 'TOO_MANY_CODES', call, { minutes });
});

app.http('send-phone-code', { ...restSendPhoneCode.http, handler: sendPhoneCode });
