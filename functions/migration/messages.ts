import { defineMessages } from '../../shared/messages/define-messages.ts';

/**
 * What people read whose password is not looked at. The first is what the directory says of an account
 * that it has locked (UserMessageIfUserAccountLocked), so that nobody learns which of the two refuses.
 */
export const messages = defineMessages({
  en: {
    TOO_MANY_ATTEMPTS: 'Too many attempts. Please wait a few minutes.',
    TOO_MANY_AT_ONCE: 'Many people are signing in right now. Please try again in a minute.',
  },
  de: {
    TOO_MANY_ATTEMPTS: 'Zu viele Versuche. Bitte warten Sie einige Minuten.',
    TOO_MANY_AT_ONCE:
      'Gerade melden sich viele Leute an. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  fr: {
    TOO_MANY_ATTEMPTS: 'Trop de tentatives. Veuillez patienter quelques minutes.',
    TOO_MANY_AT_ONCE:
      'Beaucoup de personnes se connectent en ce moment. Veuillez réessayer dans une minute.',
  },
});
