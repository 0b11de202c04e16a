import { app } from '@azure/functions';
import { restRememberPassword } from '../../shared/generated/profiles/rest-remember-password.ts';
import { serve } from '../../shared/serve.ts';
import { rememberPassword as remember } from './password-history.ts';

/** REST-RememberPassword: the directory has the new password, so it is part of the account's history. */
export const rememberPassword = serve(restRememberPassword, async ({ objectId, newPassword }) => {
  await remember(objectId, newPassword);
});

app.http('remember-password', { ...restRememberPassword.http, handler: rememberPassword });
