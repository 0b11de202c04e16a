import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What members read on the profile page. */
export const messages = defineMessages({
  en: {
    PREFERENCES_CHANGED: 'Your preferences were changed elsewhere. Please open this page again.',
  },
  de: {
    PREFERENCES_CHANGED:
      'Ihre Einstellungen wurden anderswo geändert. Bitte öffnen Sie diese Seite noch einmal.',
  },
  fr: {
    PREFERENCES_CHANGED: 'Vos préférences ont été modifiées ailleurs. Veuillez rouvrir cette page.',
  },
});
