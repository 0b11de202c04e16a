import type { ContractCheck } from '../contract-check.ts';
import { cacheControl } from './cache-control.ts';
import { caseExpectation } from './case-expectation.ts';
import { contentType } from './content-type.ts';
import { credentialsAccepted } from './credentials-accepted.ts';
import { credentialsRefused } from './credentials-refused.ts';
import { credentialsUnchecked } from './credentials-unchecked.ts';
import { emptyBodyAccepted } from './empty-body-accepted.ts';
import { errorBodyIncomplete } from './error-body-incomplete.ts';
import { errorBodyNotJson } from './error-body-not-json.ts';
import { errorInSuccess } from './error-in-success.ts';
import { hugeBodyAccepted } from './huge-body-accepted.ts';
import { inputEchoed } from './input-echoed.ts';
import { malformedAccepted } from './malformed-accepted.ts';
import { noAnswer } from './no-answer.ts';
import { notFound } from './not-found.ts';
import { notSent } from './not-sent.ts';
import { outputDoubtful } from './output-doubtful.ts';
import { outputEmpty } from './output-empty.ts';
import { outputNull } from './output-null.ts';
import { outputType } from './output-type.ts';
import { outputUndeclared } from './output-undeclared.ts';
import { redirected } from './redirected.ts';
import { refusalStatus } from './refusal-status.ts';
import { repeatDiffers } from './repeat-differs.ts';
import { secretEchoed } from './secret-echoed.ts';
import { serverFailed } from './server-failed.ts';
import { slow } from './slow.ts';
import { stackTrace } from './stack-trace.ts';
import { successBody } from './success-body.ts';
import { successStatus } from './success-status.ts';
import { timedOut } from './timed-out.ts';
import { wrongMethodAccepted } from './wrong-method-accepted.ts';
import { wrongTypeAccepted } from './wrong-type-accepted.ts';

/** Every check, in the order of a report: what makes the others doubtful comes first. */
export const checks: readonly ContractCheck[] = [
  notSent,
  noAnswer,
  timedOut,
  slow,
  serverFailed,
  redirected,
  notFound,
  credentialsAccepted,
  credentialsUnchecked,
  credentialsRefused,
  malformedAccepted,
  hugeBodyAccepted,
  wrongTypeAccepted,
  emptyBodyAccepted,
  wrongMethodAccepted,
  errorBodyNotJson,
  errorBodyIncomplete,
  refusalStatus,
  errorInSuccess,
  successBody,
  successStatus,
  outputType,
  outputNull,
  outputEmpty,
  outputDoubtful,
  outputUndeclared,
  contentType,
  cacheControl,
  stackTrace,
  inputEchoed,
  secretEchoed,
  caseExpectation,
  repeatDiffers,
];
