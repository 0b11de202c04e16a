import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What people read. Attempts are counted by what was typed, whether an account has that name or not. */
export const messages = defineMessages({
  en: {
    TOO_MANY_ATTEMPTS:
      'There were too many attempts to sign in. Please try again {minutes, plural, one {in a minute} other {in # minutes}}.',
    CAPTCHA_FAILED: 'Please confirm once more that you are a person.',
  },
  de: {
    TOO_MANY_ATTEMPTS:
      'Es gab zu viele Versuche, sich anzumelden. Bitte versuchen Sie es {minutes, plural, one {in einer Minute} other {in # Minuten}} noch einmal.',
    CAPTCHA_FAILED: 'Bitte bestätigen Sie noch einmal, dass Sie ein Mensch sind.',
  },
  fr: {
    TOO_MANY_ATTEMPTS:
      'Il y a eu trop de tentatives de connexion. Veuillez réessayer dans {minutes, plural, one {une minute} other {# minutes}}.',
    CAPTCHA_FAILED: 'Veuillez confirmer encore une fois que vous êtes une personne.',
  },
});
