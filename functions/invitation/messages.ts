import { defineMessages } from '../../shared/messages/define-messages.ts';

/** What guests read is the same for each reason: whoever guesses codes learns nothing. The office is told. */
export const messages = defineMessages({
  en: {
    INVITATION_INVALID: 'This invitation has ended, or somebody has used it already.',
    INVITATION_ORDER_TAKEN: 'Another invitation was ordered under this id.',
    INVITATION_REDEEMED: 'The guest has redeemed this invitation already.',
    INVITATION_UNKNOWN: 'There is no such invitation, or it has ended.',
  },
  de: {
    INVITATION_INVALID: 'Diese Einladung ist abgelaufen oder schon verwendet worden.',
    INVITATION_ORDER_TAKEN: 'Unter dieser Nummer ist eine andere Einladung bestellt worden.',
    INVITATION_REDEEMED: 'Der Gast hat diese Einladung schon eingelöst.',
    INVITATION_UNKNOWN: 'Diese Einladung gibt es nicht, oder sie ist abgelaufen.',
  },
  fr: {
    INVITATION_INVALID: 'Cette invitation a pris fin ou a déjà été utilisée.',
    INVITATION_ORDER_TAKEN: 'Une autre invitation a été commandée sous ce numéro.',
    INVITATION_REDEEMED: 'L’invité a déjà utilisé cette invitation.',
    INVITATION_UNKNOWN: 'Cette invitation n’existe pas, ou elle a pris fin.',
  },
});
