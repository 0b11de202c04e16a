import type { Call } from '../../shared/call.ts';
import { messageText } from '../../shared/messages/message-text.ts';
import { type Deliver, defineOneTimeCodes } from '../../shared/one-time-codes.ts';
import { listSetting } from '../../shared/settings.ts';
import { messages } from './messages.ts';
import { countMessage } from './phone-limits.ts';
import type { MobileNumber } from './phone-number.ts';
import { sendText } from './text-message.ts';

/** Codes that are texted: six digits, good for ten minutes and five attempts, five of them an hour. */
export const phoneCodes = defineOneTimeCodes({
  table: 'phonecodes',
  recipient: 'phone number as E.164',
  normalize: (number) => number,
});

/** Whether text messages go to the country: those of the setting `Sms__Countries` alone (`CH,DE,FR`). */
export function isServed({ country }: MobileNumber): boolean {
  return listSetting('Sms__Countries').includes(country);
}

/** Texts a code in the language of the page, unless its range or country had too many. */
export function textCode(phone: MobileNumber, call: Pick<Call, 'language' | 'now'>): Deliver {
  const minutes = phoneCodes.rules.lifetimeMs / 60_000;
  return async (code) => {
    const limitedUntil = await countMessage(phone, call.now);
    if (limitedUntil) return limitedUntil;
    const text = await messageText(messages, 'TEXT', call.language, { code, minutes });
    return sendText({ to: phone.number, text, code });
  };
}
