import { app } from '@azure/functions';
import { restSendEmailCode } from '../../shared/generated/profiles/rest-send-email-code.ts';
import { minutesUntil } from '../../shared/minutes-until.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { readAddress } from './email-address.ts';
import { emailCodes, mailCode } from './email-codes.ts';
import { messages } from './messages.ts';

/** REST-SendEmailCode: mails a code. Not served once: whoever wants another sends the same request. */
export const sendEmailCode = serve(restSendEmailCode, async ({ email }, call) => {
  const recipient = readAddress(email);
  if (recipient === undefined) throw refusal(messages, 'EMAIL_INVALID', call);
  const { correlationId: journey, now } = call;
  const sending = await emailCodes.send({ recipient, journey, now }, mailCode(recipient, call));
  if (sending.outcome === 'refused') throw refusal(messages, 'EMAIL_UNREACHABLE', call);
  if (sending.outcome !== 'tooMany') return;
  const minutes = minutesUntil(sending.endsAt, now);
  throw refusal(messages, 'TOO_MANY_CODES', call, { minutes });
});

app.http('send-email-code', { ...restSendEmailCode.http, handler: sendEmailCode });
