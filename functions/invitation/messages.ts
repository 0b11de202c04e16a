import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What guests read. The same words for each reason: whoever guesses codes learns nothing. */
export const messages = defineMessages({
  en: {
    INVITATION_INVALID: 'This invitation has ended, or somebody has used it already.',
  },
  de: {
    INVITATION_INVALID: 'Diese Einladung ist abgelaufen oder schon verwendet worden.',
  },
  fr: {
    INVITATION_INVALID: 'Cette invitation a pris fin ou a déjà été utilisée.',
  },
});
