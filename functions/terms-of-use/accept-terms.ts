import { app } from '@azure/functions';
import { limitLength } from '../../shared/claim-length.ts';
import { restAcceptTerms } from '../../shared/generated/profiles/rest-accept-terms.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { accept } from './acceptances.ts';
import { messages } from './messages.ts';
import { termsInForce } from './terms.ts';

/** REST-AcceptTerms: puts on record that a person accepts the version she was shown, if it is in force. */
export const acceptTerms = serve(
  restAcceptTerms,
  async (claims, call) => {
    const { objectId, version, decision, applicationId, language } = claims;
    limitLength('objectId', objectId, 256);
    limitLength('applicationId', applicationId, 256);
    limitLength('language', language, 64);
    if (decision !== 'accept') throw refusal(messages, 'TERMS_NOT_ACCEPTED', call);
    const terms = await termsInForce(call.now);
    if (terms?.version !== version) throw refusal(messages, 'TERMS_CHANGED', call);
    const { now: acceptedAt, correlationId: journey } = call;
    const accepted = { version, acceptedAt, applicationId, language, journey };
    return { acceptedAt: (await accept(objectId, accepted)).acceptedAt };
  },
  { once: true },
);

app.http('accept-terms', { ...restAcceptTerms.http, handler: acceptTerms });
