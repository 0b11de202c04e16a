import { createHash } from 'node:crypto';
import type { Call } from '../../shared/call.ts';
import { DependencyUnavailable } from '../../shared/errors.ts';
import { type Outgoing, outgoing } from '../../shared/outgoing.ts';
import { type Environment, isSafeUrl } from '../../shared/settings.ts';

/**
 * Setting: where breached passwords are looked up, such as `https://api.pwnedpasswords.com/range/`; five
 * characters of a digest are appended. Absent: they are not.
 */
const setting = 'PasswordRules__RangeUrl';

/** So many of the 40 characters of the SHA-1 leave the machine: hundreds of breached passwords share them. */
const prefixLength = 5;

/** Who looks up; tests have their own. */
export interface Lookup {
  readonly environment?: Environment;
  readonly ask?: Outgoing;
}

/** One attempt may take 800 ms, so that a second one and the rest have their time in 3 s. */
const askTheList = outgoing('the list of breached passwords', { attemptMs: 800 });

/**
 * Whether a password is in the list of breached ones, which is asked by a part of its digest and pads its
 * answers. Undefined where nobody can tell: no list is set, or it does not answer as it should.
 */
export async function isBreached(
  password: string,
  call: Pick<Call, 'signal' | 'warn'>,
  { environment = process.env, ask = askTheList }: Lookup = {},
): Promise<boolean | undefined> {
  const base = baseUrl(environment, call);
  if (!base) return undefined;
  const digest = createHash('sha1').update(password).digest('hex').toUpperCase();
  const url = new URL(digest.slice(0, prefixLength), base);
  const headers = { 'Add-Padding': 'true', 'User-Agent': 'countersign' };
  try {
    const response = await ask(url, { headers, signal: call.signal });
    if (response.ok) return countIn(await response.text(), digest.slice(prefixLength)) > 0;
    call.warn('The list of breached passwords answered with an error.', {
      status: response.status,
    });
  } catch (error) {
    if (!(error instanceof DependencyUnavailable)) throw error;
    call.warn('The list of breached passwords did not answer; the local list has decided.');
  }
  return undefined;
}

/** Lines are `<rest of the digest>:<count>`; padding has the count 0. */
function countIn(range: string, rest: string): number {
  const line = range
    .split(/\r?\n/)
    .find((each) => each.slice(0, rest.length).toUpperCase() === rest);
  return Number(line?.slice(rest.length + 1) ?? 0);
}

/** HTTPS (in development: HTTP): a setting that is neither is as good as absent, and the log says so. */
function baseUrl(environment: Environment, call: Pick<Call, 'warn'>): string | undefined {
  const text = environment[setting]?.trim();
  if (!text) return undefined;
  if (isSafeUrl(text, environment)) return text.endsWith('/') ? text : `${text}/`;
  call.warn(`The setting "${setting}" is no https URL: breached passwords are not looked up.`);
  return undefined;
}
