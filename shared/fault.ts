import type { InvocationCall } from './call.ts';
import { countFault } from './call-metrics.ts';
import { describeError, indescribable } from './describe-error.ts';
import {
  CallFault,
  ClaimsRejected,
  DeadlineExceeded,
  DependencyUnavailable,
  OutputClaimsInvalid,
  SettingsInvalid,
  unexpectedCode,
} from './errors.ts';
import type { RestfulProfile } from './profile.ts';
import { errorResponse, faultResponse, type JsonResponse } from './response.ts';

const reportedSettings = new Set<string>();

/** Logs what was thrown in a call, without any value of the request, and answers it. Never rejects. */
export async function answerFault(
  error: unknown,
  profile: RestfulProfile,
  call: InvocationCall,
): Promise<JsonResponse> {
  try {
    countFault(error, profile);
    if (error instanceof CallFault) {
      logFault(error, profile, call);
      return await faultResponse(error, call);
    }
    call.error(`${profile.id}: ${describeError(error)}`);
  } catch {
    call.error(`${profile.id}: ${indescribable}`);
  }
  return errorResponse(500, unexpectedCode, call);
}

function logFault(fault: CallFault, profile: RestfulProfile, call: InvocationCall): void {
  const line = `${profile.id}: ${fault.message}`;
  if (fault instanceof SettingsInvalid) logSettings(fault, profile, call);
  else if (fault instanceof ClaimsRejected) call.log(line);
  else if (fault instanceof OutputClaimsInvalid) call.error(line);
  else if (fault instanceof DeadlineExceeded) call.error(`${line} Reference "${call.reference}".`);
  else if (fault instanceof DependencyUnavailable)
    call.error(`${line} ${describeError(fault.cause)}`);
  else call.warn(line);
}

/** Every call meets the same bad setting: one line says it. */
function logSettings(fault: SettingsInvalid, profile: RestfulProfile, call: InvocationCall): void {
  for (const { setting, problem } of fault.problems) {
    if (reportedSettings.has(setting)) continue;
    reportedSettings.add(setting);
    call.error(`The setting "${setting}" ${problem}: "${profile.id}" answers 503.`);
  }
}
