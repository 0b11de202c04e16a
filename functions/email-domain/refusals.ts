import { refusal } from '../../shared/refusal.ts';

/** A provider of throw-away addresses. */
export const domainRefused = refusal('EMAIL_DOMAIN_REFUSED', {
  en: 'Please use an address that you will still read next season.',
  de: 'Bitte verwenden Sie eine Adresse, die Sie auch nächste Saison noch lesen.',
  fr: 'Veuillez utiliser une adresse que vous lirez encore la saison prochaine.',
});
