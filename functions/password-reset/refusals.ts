import { refusal } from '../../shared/refusal.ts';

/** As many resets as a day has were asked for already. */
export const tooManyResets = refusal('TOO_MANY_RESETS', {
  en: 'This address has asked for too many new passwords. Please try again tomorrow.',
  de: 'Für diese Adresse wurden zu viele neue Passwörter verlangt. Bitte versuchen Sie es morgen noch einmal.',
  fr: 'Trop de nouveaux mots de passe ont été demandés pour cette adresse. Veuillez réessayer demain.',
});
