import * as z from 'zod';
import { DependencyUnavailable } from '../../shared/errors.ts';
import { outgoing } from '../../shared/outgoing.ts';
import { type Environment, requireSafeUrl, requireSettings } from '../../shared/settings.ts';
import type { TextSender } from './text-message.ts';

const dependency = 'the text message service';
const settings = ['Sms__From', 'Sms__TwilioAccountSid', 'Sms__TwilioAuthToken'];

/** For a service of the same shape elsewhere; default: Twilio's own. */
const urlSetting = 'Sms__TwilioUrl';
const usualUrl = 'https://api.twilio.com';

/** What Twilio says of a number: not valid, not permitted, unsubscribed, no mobile, not reachable. */
const refusals = new Set([21211, 21408, 21610, 21612, 21614, 21635, 30450]);
const fault = z.object({ code: z.int() });

const service = outgoing(dependency, { attemptMs: 2000 });

/**
 * Sends by Twilio, or by what speaks as it does: a form over HTTPS, with Basic credentials. Not sent
 * again: the service knows no repeated request, and each message costs. Throws SettingsInvalid for
 * what is missing. @see facts rest-contract 7.2
 */
export function twilioSender(environment: Environment): TextSender {
  const [from = '', sid = '', token = ''] = requireSettings(settings, environment);
  const path = `/2010-04-01/Accounts/${encodeURIComponent(sid)}/Messages.json`;
  const base = environment[urlSetting] || usualUrl;
  requireSafeUrl(urlSetting, base, environment);
  const url = new URL(path, base);
  const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`;
  // A sender's number or name, or the id of a service that chooses one.
  const sender: Record<string, string> = from.startsWith('MG')
    ? { MessagingServiceSid: from }
    : { From: from };
  return async ({ to, text }) => {
    const body = new URLSearchParams({ ...sender, To: to, Body: text });
    const answer = await service(url, { method: 'POST', headers: { authorization }, body });
    if (answer.ok) return 'taken';
    if (answer.status === 400 && refusals.has(await faultCode(answer))) return 'refused';
    throw new DependencyUnavailable(dependency, new Error(`HTTP ${answer.status}.`));
  };
}

async function faultCode(answer: Response): Promise<number> {
  const body: unknown = await answer.json().catch(() => undefined);
  return fault.safeParse(body).data?.code ?? 0;
}
