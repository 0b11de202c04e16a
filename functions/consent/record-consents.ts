import { app } from '@azure/functions';
import { limitLength } from '../../shared/claim-length.ts';
import { restRecordConsents } from '../../shared/generated/profiles/rest-record-consents.ts';
import { serve } from '../../shared/serve.ts';
import { consentClaims, grantedOf, questionOf } from './consent-page.ts';
import { decide } from './consents.ts';

/** REST-RecordConsents: puts on record what a person decided on a page; what she did not tick she withdraws. */
export const recordConsents = serve(
  restRecordConsents,
  async (claims, { now, correlationId }) => {
    const { objectId, applicationId, version } = claims;
    limitLength('objectId', objectId, 256);
    limitLength('applicationId', applicationId, 256);
    limitLength('version', version, 64);
    const question = questionOf(claims.offered, version);
    const granted = grantedOf(claims.granted, question);
    const circumstances = { now, applicationId, journey: correlationId };
    return {
      consents: consentClaims(await decide(objectId, question, granted, circumstances)).consents,
    };
  },
  { once: true },
);

app.http('record-consents', { ...restRecordConsents.http, handler: recordConsents });
