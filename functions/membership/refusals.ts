import { refusal } from '../../shared/refusal.ts';

/** The same words for a wrong number and for a wrong name: neither is told. */
export const cardUnknown = refusal('MEMBER_CARD_UNKNOWN', {
  en: 'We have no membership card with this number and surname.',
  de: 'Wir haben keinen Ausweis mit dieser Nummer und diesem Familiennamen.',
  fr: 'Nous n’avons pas de carte avec ce numéro et ce nom de famille.',
});
