import { app } from '@azure/functions';
import { restCheckLegacyPassword } from '../../shared/generated/profiles/rest-check-legacy-password.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { judgePassword } from './judge-password.ts';
import { messages } from './messages.ts';

/**
 * REST-CheckLegacyPassword: whether the password was right in the old system. A wrong one is no refusal:
 * the directory refuses it afterwards, in the words that it has for every wrong password.
 */
export const checkLegacyPassword = serve(
  restCheckLegacyPassword,
  async ({ signInName, password, objectId, requiresMigration }, call) => {
    const isInDirectory = objectId !== undefined && requiresMigration !== true;
    const verdict = await judgePassword({ signInName, password, isInDirectory }, call);
    if (verdict.kind === 'locked') throw refusal(messages, 'TOO_MANY_ATTEMPTS', call);
    if (verdict.kind === 'busy') throw refusal(messages, 'TOO_MANY_AT_ONCE', call);
    if (verdict.kind === 'refused') return { needsMigration: false };
    const { displayName, givenName, surname } = verdict.account;
    return { needsMigration: true, displayName, givenName, surname };
  },
  { once: true },
);

app.http('check-legacy-password', {
  ...restCheckLegacyPassword.http,
  handler: checkLegacyPassword,
});
