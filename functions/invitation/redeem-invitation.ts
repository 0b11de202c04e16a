import { app } from '@azure/functions';
import { restRedeemInvitation } from '../../shared/generated/profiles/rest-redeem-invitation.ts';
import { serve } from '../../shared/serve.ts';
import { redeemInvitation as redeem } from './invitations.ts';
import { invitationInvalid } from './refusals.ts';

/** REST-RedeemInvitation: an invitation is good for one person. */
export const redeemInvitation = serve(restRedeemInvitation, async ({ code, email }, call) => {
  const redeemed = await redeem(code, email, call.now);
  if (!redeemed) throw invitationInvalid(call.language);
  return { invitedBy: redeemed.invitedBy, redeemedAt: redeemed.redeemedAt };
});

app.http('redeem-invitation', { ...restRedeemInvitation.http, handler: redeemInvitation });
