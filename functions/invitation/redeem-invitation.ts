import { app } from '@azure/functions';
import { restRedeemInvitation } from '../../shared/generated/profiles/rest-redeem-invitation.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { redeemInvitation as redeem } from './invitations.ts';
import { messages } from './messages.ts';

/** REST-RedeemInvitation: an invitation is good for one person. */
export const redeemInvitation = serve(
  restRedeemInvitation,
  async ({ code, email }, call) => {
    const redeemed = await redeem(code, email, call.now);
    if (!redeemed) throw refusal(messages, 'INVITATION_INVALID', call);
    return { invitedBy: redeemed.invitedBy, redeemedAt: redeemed.redeemedAt };
  },
  { once: true },
);

app.http('redeem-invitation', { ...restRedeemInvitation.http, handler: redeemInvitation });
