import { parseExactJson } from '../compiler/exact-json.ts';
import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import type { ContractCall, Exchange } from './contract-call.ts';
import { readAnswer } from './read-answer.ts';
import { SendFailed, sendOnce } from './send.ts';

/** Limits of the calls that a contract run makes. */
export interface ExchangeOptions {
  /** B2C waits 10 s. @see facts rest-contract 3.4 */
  readonly timeoutMs: number;
  readonly trustedCertificates?: string;
}

const maxAnswerBytes = 1024 * 1024;

/** Makes a call once, on a connection of its own, and reads the answer as B2C does. */
export async function exchange(
  profile: RestfulTechnicalProfile,
  call: ContractCall,
  options: ExchangeOptions,
): Promise<Exchange> {
  if (call.request === undefined) return { profile, call, durationMs: 0 };
  const start = performance.now();
  const elapsed = () => Math.round(performance.now() - start);
  try {
    const limits = { ...options, maxAnswerBytes, isFreshConnection: true };
    const answer = await sendOnce(call.request, limits);
    const durationMs = elapsed();
    const timing = { tries: 1, durationMs, httpStatus: answer.status };
    const outcome = readAnswer(profile, answer, timing);
    return { profile, call, durationMs, answer, json: parseExactJson(answer.body), outcome };
  } catch (cause) {
    if (!(cause instanceof SendFailed)) throw cause;
    return { profile, call, durationMs: elapsed(), failure: cause };
  }
}
