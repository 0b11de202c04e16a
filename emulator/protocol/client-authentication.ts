import { JourneyFailed } from '../../shared/errors.ts';
import { isSameCode } from '../one-time-code.ts';
import type { Application } from './applications.ts';

/** What an application proves itself with at the token endpoint. */
export interface ClientProof {
  /** Undefined: it sent none. */
  readonly secret: string | undefined;
  /** Where the grant came to; undefined: it came from no page. */
  readonly redirectUri: string | undefined;
}

/**
 * Checks the secret of a confidential application. One whose registration has no secrets need not
 * prove anything: the emulator's own applications are of that kind.
 * @throws {JourneyFailed} AADB2C90079, AADB2C90081, AADB2C90084
 * @see facts engine 3.6, 3.8
 */
export function checkClient(
  application: Application | undefined,
  { secret, redirectUri }: ClientProof,
): void {
  const { secrets = [], singlePageRedirectUris = [] } = application ?? {};
  const isSinglePage = redirectUri !== undefined && singlePageRedirectUris.includes(redirectUri);
  if (isSinglePage && secret !== undefined) {
    throw refused('90084', 'Public applications must not send a client_secret.', 'invalid_request');
  }
  if (isSinglePage || secrets.length === 0) return;
  if (secret === undefined) throw refused('90079', 'Applications must send a client_secret.');
  if (secrets.some((known) => isSameCode(known, secret))) return;
  throw refused('90081', 'The client_secret does not match the one that is registered.');
}

function refused(code: string, problem: string, error = 'invalid_client'): JourneyFailed {
  return new JourneyFailed(problem, { aadb2cCode: `AADB2C${code}`, error });
}
