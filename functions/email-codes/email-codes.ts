import type { Call } from '../../shared/call.ts';
import { type Deliver, defineOneTimeCodes } from '../../shared/one-time-codes.ts';
import { writeCodeMail } from './code-mail.ts';
import { sendMail } from './mail.ts';

/** Codes that are mailed: six digits, good for ten minutes and five attempts, five of them an hour. */
export const emailCodes = defineOneTimeCodes({
  table: 'emailcodes',
  recipient: 'email address',
  normalize: (address) => address.normalize('NFC').trim().toLowerCase(),
});

/** Mails a code in the language of the page. */
export function mailCode(to: string, call: Pick<Call, 'language' | 'now' | 'remaining'>): Deliver {
  const minutes = emailCodes.rules.lifetimeMs / 60_000;
  return async (code) => {
    const { language } = call;
    return sendMail(await writeCodeMail({ to, code, minutes, language }), call);
  };
}
