import { app } from '@azure/functions';
import { restValidateMemberNumber } from '../../shared/generated/profiles/rest-validate-member-number.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { findCard, isIssuedTo } from './member-cards.ts';
import { messages } from './messages.ts';

/** REST-ValidateMemberNumber: refuses numbers that we did not issue to that surname. */
export const validateMemberNumber = serve(restValidateMemberNumber, async (claims, call) => {
  const card = await findCard(claims.memberNumber);
  if (!card || !isIssuedTo(claims.surname, card)) {
    throw refusal(messages, 'MEMBER_CARD_UNKNOWN', call);
  }
  return { tier: card.tier, since: card.since };
});

app.http('validate-member-number', {
  ...restValidateMemberNumber.http,
  handler: validateMemberNumber,
});
