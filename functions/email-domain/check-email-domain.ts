import { app } from '@azure/functions';
import { restCheckEmailDomain } from '../../shared/generated/profiles/rest-check-email-domain.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { findVerdict } from './domains.ts';
import { messages } from './messages.ts';

/** REST-CheckEmailDomain: refuses domains of throw-away mail, and knows those of partner clubs. */
export const checkEmailDomain = serve(restCheckEmailDomain, async ({ domain }, call) => {
  const verdict = await findVerdict(domain);
  if (verdict?.isRefused) throw refusal(messages, 'EMAIL_DOMAIN_REFUSED', call);
  const partnerClub = verdict?.partnerClub;
  return { isPartnerClub: partnerClub !== undefined, partnerClub };
});

app.http('check-email-domain', { ...restCheckEmailDomain.http, handler: checkEmailDomain });
