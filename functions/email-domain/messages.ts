import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What applicants read whose address is at a provider of throw-away mail. */
export const messages = defineMessages({
  en: {
    EMAIL_DOMAIN_REFUSED: 'Please use an address that you will still read next season.',
  },
  de: {
    EMAIL_DOMAIN_REFUSED:
      'Bitte verwenden Sie eine Adresse, die Sie auch nächste Saison noch lesen.',
  },
  fr: {
    EMAIL_DOMAIN_REFUSED:
      'Veuillez utiliser une adresse que vous lirez encore la saison prochaine.',
  },
});
