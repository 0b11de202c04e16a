import { app } from '@azure/functions';
import { restCompleteMigration } from '../../shared/generated/profiles/rest-complete-migration.ts';
import { serve } from '../../shared/serve.ts';
import { completeMigration as complete } from './legacy-accounts.ts';

/** REST-CompleteMigration: the directory has the password now, so the old hash and names are deleted. */
export const completeMigration = serve(
  restCompleteMigration,
  async ({ signInName, objectId }, call) => ({
    migratedAt: await complete(signInName, objectId, call.now),
  }),
);

app.http('complete-migration', { ...restCompleteMigration.http, handler: completeMigration });
