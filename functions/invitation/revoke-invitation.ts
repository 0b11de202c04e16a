import { app } from '@azure/functions';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { revokeInvitation as revoke } from './invitations.ts';
import { messages } from './messages.ts';
import { officeRevokeInvitation } from './office-profiles.ts';

/** The office takes an invitation back; what the guest has redeemed is hers. */
export const revokeInvitation = serve(officeRevokeInvitation, async ({ code }, call) => {
  const outcome = await revoke(code, call.now);
  if (outcome === 'unknown') throw refusal(messages, 'INVITATION_UNKNOWN', call);
  if (outcome === 'redeemed') throw refusal(messages, 'INVITATION_REDEEMED', call);
});

app.http('revoke-invitation', { ...officeRevokeInvitation.http, handler: revokeInvitation });
