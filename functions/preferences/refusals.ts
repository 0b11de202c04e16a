import { refusal } from '../../shared/refusal.ts';

/** Somebody has saved since the page was filled. */
export const preferencesChanged = refusal('PREFERENCES_CHANGED', {
  en: 'Your preferences were changed elsewhere. Please open this page again.',
  de: 'Ihre Einstellungen wurden anderswo geändert. Bitte öffnen Sie diese Seite noch einmal.',
  fr: 'Vos préférences ont été modifiées ailleurs. Veuillez rouvrir cette page.',
});
