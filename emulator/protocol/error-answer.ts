import type { JourneyFailed } from '../../shared/errors.ts';
import { faultText } from '../journey-faults.ts';
import type { JourneyRequest } from '../journey-request.ts';
import type { RelyingPartyResponse } from '../response.ts';

/** What an error is told with. */
export interface ErrorContext {
  readonly correlationId: string;
  readonly now: Date;
}

/** The code, the text, and what support asks for. @see facts engine 3.5 */
export function errorDescription(
  fault: JourneyFailed,
  { correlationId, now }: ErrorContext,
): string {
  const timestamp = `${now.toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return `${faultText(fault)}\r\nCorrelation ID: ${correlationId}\r\nTimestamp: ${timestamp}\r\n`;
}

/**
 * The error as the application gets it; undefined where nobody may be redirected, so that the error
 * page shows it. @see facts engine 3.5, 3.6
 */
export function errorAnswer(
  request: JourneyRequest,
  fault: JourneyFailed,
  context: ErrorContext,
): RelyingPartyResponse | undefined {
  const description = errorDescription(fault, context);
  if (request.endpoint === 'token' || request.endpoint === 'userInfo') {
    const error = fault.error === 'server_error' ? 'invalid_grant' : fault.error;
    const status = fault.error === 'invalid_token' ? 401 : 400;
    return { kind: 'json', status, body: { error, error_description: description } };
  }
  const { redirectUri, responseMode, state } = request;
  if (!fault.isRedirectable || !redirectUri || !responseMode) return undefined;
  const parameters = new Map([
    ['error', fault.error],
    ['error_description', description],
  ]);
  if (state !== undefined) parameters.set('state', state);
  return { kind: 'redirect', redirectUri, responseMode, parameters };
}
