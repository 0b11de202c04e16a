import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What applicants read, a message for each field. A section that is closed, not there, or for other ages is refused in the same words. */
export const messages = defineMessages({
  en: {
    GIVEN_NAME_UNUSABLE: 'Please check the given name: letters, at most 64.',
    SURNAME_UNUSABLE: 'Please check the surname: letters, at most 64.',
    BIRTH_DATE_IMPOSSIBLE: 'Please check the date of birth.',
    TOO_YOUNG: 'You can join from the age of {age, number}.',
    SECTION_CLOSED: 'This section takes no new members of your age at the moment.',
    PHONE_UNUSABLE:
      'Please check the phone number; begin with + and the country if it is from abroad.',
  },
  de: {
    GIVEN_NAME_UNUSABLE: 'Bitte prüfen Sie den Vornamen: Buchstaben, höchstens 64.',
    SURNAME_UNUSABLE: 'Bitte prüfen Sie den Familiennamen: Buchstaben, höchstens 64.',
    BIRTH_DATE_IMPOSSIBLE: 'Bitte prüfen Sie das Geburtsdatum.',
    TOO_YOUNG: 'Sie können ab {age, number} Jahren beitreten.',
    SECTION_CLOSED: 'Diese Abteilung nimmt zurzeit niemanden Ihres Alters auf.',
    PHONE_UNUSABLE:
      'Bitte prüfen Sie die Telefonnummer; eine ausländische beginnt mit + und dem Land.',
  },
  fr: {
    GIVEN_NAME_UNUSABLE: 'Veuillez vérifier le prénom : des lettres, 64 au plus.',
    SURNAME_UNUSABLE: 'Veuillez vérifier le nom de famille : des lettres, 64 au plus.',
    BIRTH_DATE_IMPOSSIBLE: 'Veuillez vérifier la date de naissance.',
    TOO_YOUNG: 'Vous pouvez adhérer à partir de {age, number} ans.',
    SECTION_CLOSED: 'Cette section n’accueille pas de nouveaux membres de votre âge en ce moment.',
    PHONE_UNUSABLE:
      'Veuillez vérifier le numéro de téléphone ; depuis l’étranger, il commence par + et le pays.',
  },
});
