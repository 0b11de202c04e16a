import type { InvocationCall } from './call.ts';
import { countFault } from './call-metrics.ts';
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
    call.error(`${profile.id}: ${describe(error)}`);
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
  else if (fault instanceof DependencyUnavailable) call.error(`${line} ${describe(fault.cause)}`);
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

const indescribable = 'Something was thrown that cannot even be looked at.';

/** Whatever can be thrown may throw itself when it is looked at. */
function describe(error: unknown): string {
  try {
    return describeBug(error);
  } catch {
    return indescribable;
  }
}

/** An error may be its own cause. */
const maximumCauses = 5;

/**
 * What an error is and where it came from. Not its message: those of dependencies quote what they were
 * given.
 */
function describeBug(error: unknown, causes = maximumCauses): string {
  if (!(error instanceof Error)) return `Something was thrown that is no Error: ${typeof error}.`;
  const { code } = error as { code?: unknown };
  const suffix = typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? ` (${code})` : '';
  const description = `${className(error)}${suffix}\n${stackFrames(error)}`;
  if (error.cause === undefined || causes === 0) return description;
  return `${description}\nCaused by: ${describeBug(error.cause, causes - 1)}`;
}

function className({ constructor: errorClass }: Error): string {
  const name: unknown = typeof errorClass === 'function' ? errorClass.name : undefined;
  return typeof name === 'string' ? name : 'An error of no class';
}

/** The stack begins with the message as it was then; unless it is found there, no frame is safe. */
function stackFrames({ stack, message }: Error): string {
  const isText = typeof stack === 'string' && typeof message === 'string';
  const start = isText ? stack.indexOf(message) : -1;
  if (!isText || start < 0) return '    (no stack)';
  const frames = stack.slice(start + message.length).split('\n');
  return frames.filter((line) => line.startsWith('    at ')).join('\n');
}
