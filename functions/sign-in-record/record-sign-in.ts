import { app } from '@azure/functions';
import { restRecordSignIn } from '../../shared/generated/profiles/rest-record-sign-in.ts';
import { serve } from '../../shared/serve.ts';
import { after } from './duration.ts';
import { issuersOf } from './issuers.ts';
import { recordSignIn as record } from './sign-ins.ts';

/** REST-RecordSignIn: keeps a sign-in for as long as the policy says, and tells the one before it. */
export const recordSignIn = serve(restRecordSignIn, async (claims, { requestId }) => {
  const { objectId, signedInAt, applicationId, isNewUser = false, retainFor = 'P90D' } = claims;
  const signIn = { signedInAt, isNewUser, applicationId, issuers: issuersOf(claims) };
  const expires = after(new Date(), retainFor);
  const recorded = await record(objectId, requestId, { ...signIn, expires });
  return { previousSignInAt: recorded.previousSignInAt, signInCount: recorded.count };
});

app.http('record-sign-in', { ...restRecordSignIn.http, handler: recordSignIn });
