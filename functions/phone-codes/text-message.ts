import { deliverToDevelopmentInbox } from '../../shared/development-inbox.ts';
import { SettingsInvalid } from '../../shared/errors.ts';
import { type Environment, requireSetting } from '../../shared/settings.ts';
import { twilioSender } from './twilio.ts';

/** A text message to one number. */
export interface TextMessage {
  /** E.164. */
  readonly to: string;
  readonly text: string;
  /** The code in it: for the inbox of development alone. */
  readonly code: string;
}

/**
 * Hands a text message over; what becomes of it then is not known. `refused`: the number gets none.
 * Throws DependencyUnavailable where it was not taken in time, and SettingsInvalid.
 */
export type TextSender = (message: TextMessage) => Promise<'taken' | 'refused'>;

/** `development` or `twilio`. */
const setting = 'Sms__Provider';

let sender: TextSender | undefined;

/** Sends by the provider that the settings name; they are read for the first message. */
export const sendText: TextSender = (message) => {
  sender ??= textSenderOf(process.env);
  return sender(message);
};

/** The sender that the settings name. Throws SettingsInvalid for what is missing or unusable. */
export function textSenderOf(environment: Environment): TextSender {
  switch (requireSetting(setting, environment)) {
    case 'twilio':
      return twilioSender(environment);
    case 'development':
      return (message) =>
        deliverToDevelopmentInbox({ ...message, channel: 'sms' }, setting, environment);
    default:
      throw new SettingsInvalid([{ setting, problem: 'is neither "development" nor "twilio"' }]);
  }
}
