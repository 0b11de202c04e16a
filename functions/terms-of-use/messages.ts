import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What people read on the page of the terms. */
export const messages = defineMessages({
  en: {
    TERMS_CHANGED: 'The terms have changed since you opened this page. Please open it again.',
    TERMS_NOT_ACCEPTED: 'Please tick the box: we need your agreement to let you in.',
  },
  de: {
    TERMS_CHANGED:
      'Die Bedingungen haben sich geändert, seit Sie diese Seite geöffnet haben. Bitte öffnen Sie sie noch einmal.',
    TERMS_NOT_ACCEPTED:
      'Bitte kreuzen Sie das Kästchen an: ohne Ihre Zustimmung können wir Sie nicht hereinlassen.',
  },
  fr: {
    TERMS_CHANGED:
      'Les conditions ont changé depuis que vous avez ouvert cette page. Veuillez la rouvrir.',
    TERMS_NOT_ACCEPTED:
      'Veuillez cocher la case : sans votre accord, nous ne pouvons pas vous laisser entrer.',
  },
});
