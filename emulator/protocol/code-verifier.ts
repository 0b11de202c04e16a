import { createHash } from 'node:crypto';
import { JourneyFailed } from '../../shared/errors.ts';
import { isSameCode } from '../one-time-code.ts';
import type { Grant } from './grants.ts';

/**
 * PKCE: whoever redeems a code is the one that asked for it.
 * @throws {JourneyFailed} AADB2C90182, AADB2C90183
 * @see facts engine 3.2, 3.8
 */
export function checkVerifier(
  codeChallenge: Grant['codeChallenge'],
  verifier: string | undefined,
): void {
  if (!codeChallenge) return;
  if (!verifier || !/^[A-Za-z0-9._~-]{43,128}$/.test(verifier)) {
    throw refused(
      '90183',
      'The code_verifier is not there, or not 43 to 128 letters, digits, "-._~".',
    );
  }
  const sent =
    codeChallenge.method === 'plain'
      ? verifier
      : createHash('sha256').update(verifier).digest('base64url');
  if (isSameCode(sent, codeChallenge.challenge)) return;
  throw refused('90182', 'The code_verifier is not that of the code_challenge.');
}

function refused(code: string, problem: string): JourneyFailed {
  return new JourneyFailed(problem, { aadb2cCode: `AADB2C${code}`, error: 'invalid_grant' });
}
