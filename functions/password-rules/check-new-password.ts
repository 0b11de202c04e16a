import { app } from '@azure/functions';
import { restCheckNewPassword } from '../../shared/generated/profiles/rest-check-new-password.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { QueueFull } from '../../shared/work-queue.ts';
import { isBreached } from './breached-passwords.ts';
import { isCommon } from './common-passwords.ts';
import { holdsClubWord, holdsOwnName } from './contained-words.ts';
import { messages } from './messages.ts';
import { remembered, wasUsed } from './password-history.ts';

/** REST-CheckNewPassword: refuses a new password with the first rule that it breaks. It keeps nothing. */
export const checkNewPassword = serve(
  restCheckNewPassword,
  async ({ newPassword, oldPassword, objectId, ...person }, call) => {
    if (holdsClubWord(newPassword)) throw refusal(messages, 'PASSWORD_HAS_CLUB_WORD', call);
    if (holdsOwnName(newPassword, person)) throw refusal(messages, 'PASSWORD_HAS_OWN_NAME', call);
    if (await isCommon(newPassword)) throw refusal(messages, 'PASSWORD_TOO_COMMON', call);
    if (await isBreached(newPassword, call)) throw refusal(messages, 'PASSWORD_BREACHED', call);
    const tooMany = (error: unknown) => {
      throw error instanceof QueueFull ? refusal(messages, 'TOO_MANY_AT_ONCE', call) : error;
    };
    const isUsed =
      newPassword === oldPassword || (await wasUsed(objectId, newPassword).catch(tooMany));
    if (isUsed) throw refusal(messages, 'PASSWORD_USED_BEFORE', call, { count: remembered });
  },
);

app.http('check-new-password', { ...restCheckNewPassword.http, handler: checkNewPassword });
