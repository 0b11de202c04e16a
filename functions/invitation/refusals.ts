import { refusal } from '../../shared/refusal.ts';

/** The same words for each reason: whoever guesses codes learns nothing. */
export const invitationInvalid = refusal('INVITATION_INVALID', {
  en: 'This invitation has ended, or somebody has used it already.',
  de: 'Diese Einladung ist abgelaufen oder schon verwendet worden.',
  fr: 'Cette invitation a pris fin ou a déjà été utilisée.',
});
