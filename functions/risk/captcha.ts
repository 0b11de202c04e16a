import * as z from 'zod';
import { DependencyUnavailable, SettingsInvalid } from '../../shared/errors.ts';
import { outgoing } from '../../shared/outgoing.ts';
import {
  type Environment,
  isDevelopment,
  requireSafeUrl,
  requireSetting,
  requireSettings,
} from '../../shared/settings.ts';

/** What the page's widget left, and where the person is. */
export interface CaptchaAnswer {
  readonly token: string;
  readonly ipAddress: string | undefined;
}

/**
 * Asks whether a captcha was solved. Throws DependencyUnavailable where nobody says so in time, and
 * SettingsInvalid. A token is good for one question.
 */
export type CaptchaVerifier = (answer: CaptchaAnswer) => Promise<boolean>;

const providerSetting = 'Captcha__Provider';
const secretSetting = 'Captcha__Secret';
/** Another address for a service of the same shape. */
const urlSetting = 'Captcha__Url';
/** The host of the page, which a token must come from. */
const hostSetting = 'Captcha__Hostname';
/** Of services that give points from 0 to 1. */
const scoreSetting = 'Captcha__LeastScore';

const urls = new Map([
  ['hcaptcha', 'https://api.hcaptcha.com/siteverify'],
  ['turnstile', 'https://challenges.cloudflare.com/turnstile/v0/siteverify'],
  ['recaptcha', 'https://www.google.com/recaptcha/api/siteverify'],
]);

/** What passes in development, where no widget is on the page. */
const developmentToken = 'development-only-solved';

const verdict = z.object({
  success: z.boolean(),
  hostname: z.string().optional(),
  score: z.number().optional(),
  'error-codes': z.array(z.string()).default([]),
});

const dependency = 'the captcha service';
const service = outgoing(dependency, { attemptMs: 2000 });

let verifier: CaptchaVerifier | undefined;

/** Asks the service that the settings name; they are read for the first question. */
export const verifyAnswer: CaptchaVerifier = (answer) => {
  verifier ??= captchaVerifierOf(process.env);
  return verifier(answer);
};

/** The verifier that the settings name. Throws SettingsInvalid for what is missing or unusable. */
export function captchaVerifierOf(environment: Environment): CaptchaVerifier {
  const provider = requireSetting(providerSetting, environment);
  if (provider === 'development') return developmentVerifier(environment);
  const usualUrl = urls.get(provider);
  if (usualUrl === undefined) {
    const problem = `is none of "development", "${[...urls.keys()].join('", "')}"`;
    throw new SettingsInvalid([{ setting: providerSetting, problem }]);
  }
  const [secret = ''] = requireSettings([secretSetting], environment);
  const url = environment[urlSetting] || usualUrl;
  requireSafeUrl(urlSetting, url, environment);
  const leastScore = readScore(environment[scoreSetting]);
  const hostname = environment[hostSetting];
  return async (answer) => {
    const { success, ...found } = await ask(url, secret, answer);
    if (found['error-codes'].some((code) => /secret/.test(code))) {
      throw new SettingsInvalid([{ setting: secretSetting, problem: 'is refused by the service' }]);
    }
    const isOurs = !hostname || found.hostname === hostname;
    return success && isOurs && (found.score ?? 1) >= leastScore;
  };
}

async function ask(url: string, secret: string, { token, ipAddress }: CaptchaAnswer) {
  const person = ipAddress === undefined ? {} : { remoteip: ipAddress };
  const body = new URLSearchParams({ secret, response: token, ...person });
  const answer = await service(url, { method: 'POST', body });
  const found = verdict.safeParse(await answer.json().catch(() => undefined));
  if (found.success) return found.data;
  throw new DependencyUnavailable(dependency, new Error(`HTTP ${answer.status}, no verdict.`));
}

function developmentVerifier(environment: Environment): CaptchaVerifier {
  if (isDevelopment(environment)) return async ({ token }) => token === developmentToken;
  const problem = 'is "development", which knows its answer';
  throw new SettingsInvalid([{ setting: providerSetting, problem }]);
}

function readScore(text: string | undefined): number {
  const score = Number(text || 0);
  if (score >= 0 && score <= 1) return score;
  throw new SettingsInvalid([{ setting: scoreSetting, problem: 'is no number from 0 to 1' }]);
}
