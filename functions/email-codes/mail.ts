import type { Call } from '../../shared/call.ts';
import { deliverToDevelopmentInbox } from '../../shared/development-inbox.ts';
import { SettingsInvalid } from '../../shared/errors.ts';
import { type Environment, requireSetting } from '../../shared/settings.ts';
import { azureMailer } from './azure-mail.ts';
import { smtpMailer } from './smtp-mail.ts';

/** A mail to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The code in it: for the inbox of development alone. */
  readonly code: string;
}

/**
 * Hands a mail over; what becomes of it then is not known. `refused`: nobody can be reached there.
 * Throws DependencyUnavailable where the mail was not taken in time, and SettingsInvalid.
 */
export type Mailer = (
  mail: Mail,
  call: Pick<Call, 'now' | 'remaining'>,
) => Promise<'taken' | 'refused'>;

/** `development`, `smtp` or `azure`. */
const setting = 'Mail__Provider';

let mailer: Mailer | undefined;

/** Sends by the provider that the settings name; they are read for the first mail. */
export const sendMail: Mailer = (mail, call) => {
  mailer ??= mailerOf(process.env);
  return mailer(mail, call);
};

/** The mailer that the settings name. Throws SettingsInvalid for what is missing or unusable. */
export function mailerOf(environment: Environment): Mailer {
  switch (requireSetting(setting, environment)) {
    case 'smtp':
      return smtpMailer(environment);
    case 'azure':
      return azureMailer(environment);
    case 'development':
      return (mail) => toInbox(mail, environment);
    default:
      throw new SettingsInvalid([
        { setting, problem: 'is none of "development", "smtp" and "azure"' },
      ]);
  }
}

function toInbox({ to, subject, text, code }: Mail, environment: Environment) {
  const message = { to, channel: 'email', text: `${subject}\n\n${text}`, code } as const;
  return deliverToDevelopmentInbox(message, setting, environment);
}
