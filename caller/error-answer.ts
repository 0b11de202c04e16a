import { STATUS_CODES } from 'node:http';
import { parseExactJson } from '../compiler/exact-json.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import { type ErrorBody, readErrorBody } from './error-body.ts';
import type { CallOutcome, CallTiming, FailureReason, Remark } from './outcome.ts';
import type { Answer } from './send.ts';
import { showErrorBody, showFailure, showUnusableError } from './shown.ts';

/** AADB2C codes of a REST call. @see facts rest-contract 3.5 */
const exchangeFailed = 'AADB2C90075';
const errorUnparsable = 'AADB2C90261';
const credentialCodes = new Map([
  ['Basic', 'AADB2C90027'],
  ['ClientCertificate', 'AADB2C90028'],
]);

/**
 * Reads an answer outside 2xx. A 4xx with a valid body speaks to the user, apart from 429, which
 * counts as a failure of the server (unconfirmed), and 401 and 403 where the profile has Basic or
 * a certificate: there B2C blames the credentials (observed).
 * @see facts rest-contract 2.1 and 4.2
 */
export function readErrorAnswer(
  profile: RestfulTechnicalProfile,
  { status, body }: Answer,
  timing: CallTiming,
): CallOutcome {
  const report = { profile, status, timing };
  if (status < 400) return failed(report, 'redirected', exchangeFailed);
  if (status >= 500 || status === 429) return failed(report, 'server-failed', exchangeFailed);
  const credentialCode = credentialCodes.get(profile.authentication.type);
  if (credentialCode && (status === 401 || status === 403)) {
    return failed(report, 'credentials-refused', credentialCode);
  }
  const json = parseExactJson(body);
  const error = readErrorBody(json);
  if (error) return refused(report, error);
  const isReadable = body.trim() === '' || json !== undefined;
  return failed(report, 'error-body-unreadable', isReadable ? exchangeFailed : errorUnparsable);
}

interface Report {
  readonly profile: RestfulTechnicalProfile;
  readonly status: number;
  readonly timing: CallTiming;
}

function refused({ profile, status, timing }: Report, error: ErrorBody): CallOutcome {
  const shown = showErrorBody(profile, error, exchangeFailed);
  const remarks = remarkStatus(status, error);
  return { outcome: 'error', ...error, aadb2cCode: exchangeFailed, shown, remarks, timing };
}

function remarkStatus(status: number, error: ErrorBody): Remark[] {
  const remarks: Remark[] = [];
  if (status !== 409) {
    remarks.push({ about: 'HTTP status', text: `is ${status}: only 409 is documented` });
  }
  if (error.status !== 409) {
    remarks.push({ about: 'status', text: `is ${error.status}: only 409 is documented` });
  }
  return remarks;
}

function failed(
  { profile, status, timing }: Report,
  reason: FailureReason,
  code: string,
): CallOutcome {
  const message = `"${profile.id}" answered with HTTP ${status}${reasonPhrase(status)}.`;
  const isAnswer = reason === 'error-body-unreadable' || reason === 'credentials-refused';
  const shown = isAnswer
    ? showUnusableError(profile, { code, message })
    : showFailure(profile, 'DefaultUserMessageIfRequestFailed', { code, message });
  return { outcome: 'failed', reason, message, aadb2cCode: code, shown, timing };
}

function reasonPhrase(status: number): string {
  const phrase = STATUS_CODES[status];
  return phrase === undefined ? '' : ` (${phrase})`;
}
