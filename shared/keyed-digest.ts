import { createHmac, hkdfSync } from 'node:crypto';
import { SettingsInvalid } from './errors.ts';
import { type Environment, requireSetting } from './settings.ts';

const setting = 'Digest__Key';
const shortestSecret = 32;
let isExpected = false;

/** Says that functions of this process will make digests, so that readiness looks at the key. */
export function expectDigests(): void {
  isExpected = true;
}

/** Throws SettingsInvalid where digests are expected and the key is missing or short. */
export function requireExpectedDigestKey(environment: Environment): void {
  if (isExpected) requireDigestKey(environment);
}

function requireDigestKey(environment: Environment): string {
  const secret = requireSetting(setting, environment);
  if (secret.length >= shortestSecret) return secret;
  const problem = `has fewer than ${shortestSecret} characters`;
  throw new SettingsInvalid([{ setting, problem }]);
}

/**
 * Stands for a value that storage must not show: an address, a number, a code. Equal values have equal
 * digests; without the setting `Digest__Key` nobody can try values out. With another key all that was
 * kept under digests is as if it were not there.
 * Throws SettingsInvalid where the key is missing or short.
 * @param purpose digests of one purpose tell nothing about those of another
 */
export function keyedDigest(
  purpose: string,
  value: string,
  environment: Environment = process.env,
): string {
  const secret = requireDigestKey(environment);
  const key = Buffer.from(hkdfSync('sha256', secret, '', `countersign digest ${purpose}`, 32));
  return createHmac('sha256', key).update(value).digest('hex');
}
