import { app } from '@azure/functions';
import { limitLength } from '../../shared/claim-length.ts';
import { ClaimsMalformed } from '../../shared/errors.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { invitationLink } from './invitation-link.ts';
import { messages } from './messages.ts';
import { officeIssueInvitation } from './office-profiles.ts';
import { issueInvitation as issue } from './orders.ts';

const usualDays = 7;
const mostDays = 30;

/** The office orders an invitation: a code to hand out, and for one email address a link to mail. */
export const issueInvitation = serve(officeIssueInvitation, async (order, call) => {
  const { orderId, invitedBy, days = usualDays } = order;
  const email = order.email?.trim() || undefined;
  limitLength('orderId', orderId, 100);
  limitLength('invitedBy', invitedBy, 200);
  limitLength('email', email, 254);
  if (days < 1 || days > mostDays) throw new ClaimsMalformed(`It is not 1 to ${mostDays}.`, 'days');
  const issued = await issue({ orderId, invitedBy, email, days }, call.now);
  if (!issued) throw refusal(messages, 'INVITATION_ORDER_TAKEN', call);
  const { code, endsAt } = issued;
  return { code, endsAt, link: email && invitationLink({ ...issued, email, invitedBy }) };
});

app.http('issue-invitation', { ...officeIssueInvitation.http, handler: issueInvitation });
