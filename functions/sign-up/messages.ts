import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What applicants read. A section that is closed, not there, or for other ages is refused in the same words. */
export const messages = defineMessages({
  en: {
    SECTION_CLOSED: 'This section takes no new members of your age at the moment.',
    PHONE_UNUSABLE:
      'Please check the phone number; begin with + and the country if it is from abroad.',
  },
  de: {
    SECTION_CLOSED: 'Diese Abteilung nimmt zurzeit niemanden Ihres Alters auf.',
    PHONE_UNUSABLE:
      'Bitte prüfen Sie die Telefonnummer; eine ausländische beginnt mit + und dem Land.',
  },
  fr: {
    SECTION_CLOSED: 'Cette section n’accueille pas de nouveaux membres de votre âge en ce moment.',
    PHONE_UNUSABLE:
      'Veuillez vérifier le numéro de téléphone ; depuis l’étranger, il commence par + et le pays.',
  },
});
