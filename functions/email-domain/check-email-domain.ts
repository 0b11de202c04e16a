import { app } from '@azure/functions';
import { restCheckEmailDomain } from '../../shared/generated/profiles/rest-check-email-domain.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { isDisposable } from './disposable.ts';
import { asciiDomain } from './domain-names.ts';
import { findVerdict } from './domains.ts';
import { messages } from './messages.ts';

/** REST-CheckEmailDomain: refuses domains of throw-away mail, and knows those of partner clubs. */
export const checkEmailDomain = serve(restCheckEmailDomain, async (claims, call) => {
  const domain = asciiDomain(claims.domain);
  if (!domain) throw refusal(messages, 'EMAIL_DOMAIN_IMPOSSIBLE', call);
  const verdict = await findVerdict(domain, isDisposable);
  if (verdict?.isRefused) throw refusal(messages, 'EMAIL_DOMAIN_REFUSED', call);
  if (claims.isSubAddressed && verdict?.refusesSubAddresses)
    throw refusal(messages, 'EMAIL_SUBADDRESS_REFUSED', call);
  const partnerClub = verdict?.partnerClub;
  return { isPartnerClub: partnerClub !== undefined, partnerClub };
});

app.http('check-email-domain', { ...restCheckEmailDomain.http, handler: checkEmailDomain });
