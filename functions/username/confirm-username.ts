import { app } from '@azure/functions';
import { restConfirmUsername } from '../../shared/generated/profiles/rest-confirm-username.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { messages } from './messages.ts';
import { confirmName } from './reservations.ts';
import { nameLength, readUserName } from './user-name.ts';

/** REST-ConfirmUsername: the directory has written the name, so it is the account's for good. */
export const confirmUsername = serve(restConfirmUsername, async ({ username, objectId }, call) => {
  const name = readUserName(username);
  if (!name) throw refusal(messages, 'USERNAME_INVALID', call, nameLength);
  const isConfirmed = await confirmName(name, { journey: call.requestId, objectId }, call.now);
  if (isConfirmed) return;
  call.warn('An account has a user name that looks like that of another one.');
  throw refusal(messages, 'USERNAME_TAKEN', call);
});

app.http('confirm-username', { ...restConfirmUsername.http, handler: confirmUsername });
