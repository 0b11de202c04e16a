import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What people read who have asked for as many new passwords as a day has, account or not. */
export const messages = defineMessages({
  en: {
    TOO_MANY_RESETS:
      'This address has asked for too many new passwords. Please try again {hours, plural, one {in an hour} other {in # hours}}.',
  },
  de: {
    TOO_MANY_RESETS:
      'Für diese Adresse wurden zu viele neue Passwörter verlangt. Bitte versuchen Sie es {hours, plural, one {in einer Stunde} other {in # Stunden}} noch einmal.',
  },
  fr: {
    TOO_MANY_RESETS:
      'Trop de nouveaux mots de passe ont été demandés pour cette adresse. Veuillez réessayer dans {hours, plural, one {une heure} other {# heures}}.',
  },
});
