import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What applicants read about the address that they gave. */
export const messages = defineMessages({
  en: {
    EMAIL_DOMAIN_REFUSED: 'Please use an address that you will still read next season.',
    EMAIL_DOMAIN_IMPOSSIBLE: 'Please check what follows the @ in the email address.',
    EMAIL_SUBADDRESS_REFUSED: 'Please use this address without the plus sign and what follows it.',
  },
  de: {
    EMAIL_DOMAIN_REFUSED:
      'Bitte verwenden Sie eine Adresse, die Sie auch nächste Saison noch lesen.',
    EMAIL_DOMAIN_IMPOSSIBLE: 'Bitte prüfen Sie, was in der E-Mail-Adresse nach dem @ steht.',
    EMAIL_SUBADDRESS_REFUSED:
      'Bitte verwenden Sie diese Adresse ohne das Pluszeichen und was darauf folgt.',
  },
  fr: {
    EMAIL_DOMAIN_REFUSED:
      'Veuillez utiliser une adresse que vous lirez encore la saison prochaine.',
    EMAIL_DOMAIN_IMPOSSIBLE: 'Veuillez vérifier ce qui suit le @ dans l’adresse e-mail.',
    EMAIL_SUBADDRESS_REFUSED:
      'Veuillez utiliser cette adresse sans le signe plus et ce qui le suit.',
  },
});
