import { app } from '@azure/functions';
import { restReleaseUsername } from '../../shared/generated/profiles/rest-release-username.ts';
import { serve } from '../../shared/serve.ts';
import { releaseName } from './reservations.ts';
import { readUserName } from './user-name.ts';

/** REST-ReleaseUsername: the directory has not written the name, so others may have it. */
export const releaseUsername = serve(restReleaseUsername, async ({ username }, call) => {
  const name = readUserName(username);
  if (name) await releaseName(name, call.requestId, call.now);
});

app.http('release-username', { ...restReleaseUsername.http, handler: releaseUsername });
