import { app } from '@azure/functions';
import { limitLength } from '../../shared/claim-length.ts';
import { restRecordSignIn } from '../../shared/generated/profiles/rest-record-sign-in.ts';
import { serve } from '../../shared/serve.ts';
import { after } from './duration.ts';
import { issuersOf } from './issuers.ts';
import { recordSignIn as record } from './sign-ins.ts';

/** REST-RecordSignIn: keeps a sign-in for as long as the policy says, and tells the one before it. */
export const recordSignIn = serve(
  restRecordSignIn,
  async (claims, { now, correlationId }) => {
    const { objectId, signedInAt, applicationId, isNewUser = false, retainFor = 'P90D' } = claims;
    const issuers = issuersOf(claims);
    limitLength('applicationId', applicationId, 256);
    limitLength('identities', issuers, 4000);
    const journey = correlationId ?? signedInAt.toISOString();
    const kept = { signedInAt, isNewUser, applicationId, issuers, expires: after(now, retainFor) };
    const { previousSignInAt, count } = await record(objectId, journey, kept, now);
    return { previousSignInAt, signInCount: count };
  },
  { once: true },
);

app.http('record-sign-in', { ...restRecordSignIn.http, handler: recordSignIn });
