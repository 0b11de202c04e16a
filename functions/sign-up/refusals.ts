import { refusal } from '../../shared/refusal.ts';

/** The same words for a section that is closed, not there, or for other ages. */
export const sectionClosed = refusal('SECTION_CLOSED', {
  en: 'This section takes no new members of your age at the moment.',
  de: 'Diese Abteilung nimmt zurzeit niemanden Ihres Alters auf.',
  fr: 'Cette section n’accueille pas de nouveaux membres de votre âge en ce moment.',
});

/** What was typed can be no phone number. */
export const phoneUnusable = refusal('PHONE_UNUSABLE', {
  en: 'Please check the phone number; begin with + and the country if it is from abroad.',
  de: 'Bitte prüfen Sie die Telefonnummer; eine ausländische beginnt mit + und dem Land.',
  fr: 'Veuillez vérifier le numéro de téléphone ; depuis l’étranger, il commence par + et le pays.',
});
