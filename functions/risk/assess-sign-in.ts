import { app } from '@azure/functions';
import { restAssessSignIn } from '../../shared/generated/profiles/rest-assess-sign-in.ts';
import { minutesUntil } from '../../shared/minutes-until.ts';
import { refusal } from '../../shared/refusal.ts';
import { serve } from '../../shared/serve.ts';
import { countAttempt } from './attempts.ts';
import { messages } from './messages.ts';
import { networkOf } from './network.ts';
import { assess } from './velocity.ts';

/** REST-AssessSignIn: too many attempts are refused, others weighed. Not served once: each attempt counts. */
export const assessSignIn = serve(restAssessSignIn, async ({ signInName, ipAddress }, call) => {
  const { now } = call;
  const attempt = { account: signInName, network: networkOf(ipAddress ?? '') };
  const tooManyUntil = await countAttempt(attempt, now);
  if (tooManyUntil) {
    const minutes = minutesUntil(tooManyUntil, now);
    throw refusal(messages, 'TOO_MANY_ATTEMPTS', call, { minutes });
  }
  const { level, reasons } = await assess(attempt, now);
  return { riskLevel: level, riskReasons: [...reasons] };
});

app.http('assess-sign-in', { ...restAssessSignIn.http, handler: assessSignIn });
