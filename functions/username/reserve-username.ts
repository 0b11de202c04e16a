import { app } from '@azure/functions';
import { restReserveUsername } from '../../shared/generated/profiles/rest-reserve-username.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { messages } from './messages.ts';
import { reserveName } from './reservations.ts';
import { isReserved, nameLength, readUserName } from './user-name.ts';

/** REST-ReserveUsername: the name is the journey's for ten minutes; what it tells is written to the directory. */
export const reserveUsername = serve(restReserveUsername, async ({ username }, call) => {
  const name = readUserName(username);
  if (!name) throw refusal(messages, 'USERNAME_INVALID', call, nameLength);
  if (isReserved(name)) throw refusal(messages, 'USERNAME_RESERVED', call);
  const isOurs = await reserveName(name, call.requestId, call.now);
  if (!isOurs) throw refusal(messages, 'USERNAME_TAKEN', call);
  return { username: name.written };
});

app.http('reserve-username', { ...restReserveUsername.http, handler: reserveUsername });
