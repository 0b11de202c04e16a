import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What members read. A wrong number and a wrong name are refused in the same words: neither is told. */
export const messages = defineMessages({
  en: {
    MEMBER_CARD_UNKNOWN: 'We have no membership card with this number and surname.',
  },
  de: {
    MEMBER_CARD_UNKNOWN: 'Wir haben keinen Ausweis mit dieser Nummer und diesem Familiennamen.',
  },
  fr: {
    MEMBER_CARD_UNKNOWN: 'Nous n’avons pas de carte avec ce numéro et ce nom de famille.',
  },
});
