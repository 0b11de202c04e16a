import { type AuthenticatedRequest, prepareCredentials } from './authenticate.ts';
import { type EncodeOptions, encodeDefaults, encodeRequest } from './encode.ts';
import type { RequestSource } from './input-claims.ts';
import type { Keys } from './keys.ts';
import type { CallOutcome, CallTiming, NotSentOutcome } from './outcome.ts';
import { readAnswer } from './read-answer.ts';
import { RequestNotSent } from './request-not-sent.ts';
import {
  type Answer,
  type NetworkFailure,
  SendFailed,
  type SendOptions,
  sendOnce,
} from './send.ts';
import { type FailureTextKey, showFailure, showFault } from './shown.ts';

/** How a call behaves where B2C's behavior is known, and where it is not. */
export interface CallOptions extends EncodeOptions, SendOptions {
  /** B2C makes 2. */
  readonly tries: number;
  /** Which failures are tried again: only `timed-out` is documented. @see facts rest-contract 3.4 */
  readonly retryOn: readonly (NetworkFailure | 'server-failed')[];
}

/** As B2C's documentation has it since April 2025. @see facts rest-contract 3.4 */
export const callDefaults: CallOptions = {
  ...encodeDefaults,
  timeoutMs: 10_000,
  tries: 2,
  retryOn: ['timed-out', 'connection-failed'],
  maxAnswerBytes: 1024 * 1024,
};

/** One call of a RESTful technical profile. */
export interface ProfileCall extends RequestSource {
  readonly keys: Keys;
  readonly options?: Partial<CallOptions>;
  /** Sees the request before it is sent. It holds secrets: names of it may be told, values never. */
  readonly onRequest?: (request: AuthenticatedRequest) => void;
  /** Sees the last answer as it came: claims and tokens are in it. */
  readonly onAnswer?: (answer: Answer) => void;
}

/**
 * Calls a RESTful technical profile's API as B2C does, and reads the answer as B2C does. All that can
 * go wrong is an outcome; none holds a secret or what was sent.
 */
export async function callProfile(call: ProfileCall): Promise<CallOutcome> {
  const options = { ...callDefaults, ...call.options };
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  try {
    const request = buildRequest(call, options);
    call.onRequest?.(request);
    const { tries, last } = await sendWithRetries(request, options);
    const timing = { tries, durationMs: elapsed() };
    if (last instanceof SendFailed) return networkFailed(call, last, timing);
    call.onAnswer?.(last);
    return readAnswer(call.profile, last, { ...timing, httpStatus: last.status });
  } catch (cause) {
    if (cause instanceof RequestNotSent) return notSent(cause, { tries: 0, durationMs: elapsed() });
    throw cause;
  }
}

/**
 * The whole request, credentials included: for the wire and for `curlCommand`, never for a log.
 * @throws {RequestNotSent}
 */
export function buildRequest(call: ProfileCall, options: EncodeOptions): AuthenticatedRequest {
  const addCredentials = prepareCredentials(call, call.keys);
  return addCredentials(encodeRequest(call, options));
}

async function sendWithRetries(request: AuthenticatedRequest, options: CallOptions) {
  for (let tries = 1; ; tries += 1) {
    const last = await trySend(request, options);
    const isRetried =
      tries < options.tries && options.retryOn.some((kind) => kind === kindOf(last));
    if (!isRetried) return { tries, last };
  }
}

async function trySend(request: AuthenticatedRequest, options: CallOptions) {
  try {
    return await sendOnce(request, options);
  } catch (cause) {
    if (cause instanceof SendFailed) return cause;
    throw cause;
  }
}

function kindOf(last: Answer | SendFailed) {
  if (last instanceof SendFailed) return last.failure;
  return last.status >= 500 ? 'server-failed' : undefined;
}

const textKeys: Readonly<Record<NetworkFailure, FailureTextKey>> = {
  'answer-too-large': 'DefaultUserMessageIfRequestFailed',
  'connection-failed': 'DefaultUserMessageIfRequestFailed',
  'dns-failed': 'UserMessageIfDnsResolutionFailed',
  'timed-out': 'UserMessageIfRequestTimeout',
};

function networkFailed(
  { profile }: ProfileCall,
  last: SendFailed,
  timing: CallTiming,
): CallOutcome {
  const aadb2cCode = 'AADB2C90075';
  const { failure: reason, message } = last;
  const shown = showFailure(profile, textKeys[reason], { code: aadb2cCode, message });
  return { outcome: 'failed', reason, message, aadb2cCode, shown, timing };
}

function notSent({ reason, message, code }: RequestNotSent, timing: CallTiming): NotSentOutcome {
  const shown = showFault(message, code);
  const known = code === undefined ? {} : { aadb2cCode: code };
  return { outcome: 'not-sent', reason, message, ...known, shown, timing };
}
