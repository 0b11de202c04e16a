import type { RestfulTechnicalProfile } from '../compiler/restful-technical-profile.ts';
import type { AuthenticatedRequest } from './authenticate.ts';
import type { Expectation } from './contract-case.ts';
import type { CallOutcome } from './outcome.ts';
import { jsonTypeOf } from './read-claim.ts';
import type { Answer, SendFailed } from './send.ts';

/**
 * Why a call is made. All but `case` must be refused before anything is done, so that they change no
 * data; `malformed` can be read by nobody, `wrong-type` and `empty-body` by a backend that checks little,
 * and of an `odd-encoding` most servers make some text before the backend sees it.
 */
export type Intent =
  | 'wrong-credentials'
  | 'malformed'
  | 'huge-body'
  | 'wrong-type'
  | 'empty-body'
  | 'odd-encoding'
  | 'wrong-method'
  | 'case';

/** One call of a backend, before it is made. */
export interface ContractCall {
  /** What a report calls it: "credentials: absent". */
  readonly name: string;
  readonly intent: Intent;
  /** Absent where no call is made: `notSent` says why. */
  readonly request?: AuthenticatedRequest;
  readonly notSent?: { readonly message: string };
  /** Claims' texts and the canary: what no refusal should repeat. Short ones are found by chance. */
  readonly inputTexts: readonly string[];
  /** Credentials and passwords: what no answer may hold at all. */
  readonly secretTexts: readonly string[];
  readonly expected?: Expectation;
  /** The user's own limit; B2C's apply besides. */
  readonly withinMs?: number;
}

/** A call and what came of it. It holds secrets and claims: checks read it, no report shows it. */
export interface Exchange {
  readonly profile: RestfulTechnicalProfile;
  readonly call: ContractCall;
  readonly durationMs: number;
  readonly answer?: Answer;
  readonly failure?: SendFailed;
  /** The answer's JSON; undefined where it is none. */
  readonly json?: unknown;
  /** What B2C makes of it; undefined without an answer. */
  readonly outcome?: CallOutcome;
  /** The first delivery, where this is a repetition of it. */
  readonly first?: Exchange;
}

/** Whether the status says that the backend did what it was asked. */
export function isSuccess({ answer }: Exchange): boolean {
  return answer !== undefined && answer.status >= 200 && answer.status < 300;
}

/** Whether the status says that the caller's request is refused. */
export function isRefusal({ answer }: Exchange): boolean {
  return answer !== undefined && answer.status >= 400 && answer.status < 500;
}

/**
 * Statuses with which frameworks say that there is no route. A backend's own 404 has an error body, or
 * at least JSON where claims were sent.
 */
export function isRouteMissing({ call, answer, outcome, json }: Exchange): boolean {
  if (call.intent === 'case' && jsonTypeOf(json) === 'object') return false;
  const isAboutUrl = call.intent === 'wrong-method' || call.intent === 'odd-encoding';
  const isMissing = answer?.status === 404 || answer?.status === 405;
  const isExpected = call.expected?.kind === 'status' && call.expected.status === answer?.status;
  return isMissing && !isAboutUrl && !isExpected && outcome?.outcome !== 'error';
}

/** A refusal that a user would read, if B2C had sent the request: about claims, not about HTTP. */
export function isUserRefusal(exchange: Exchange): boolean {
  const { call, answer } = exchange;
  if (!isRefusal(exchange) || isRouteMissing(exchange) || answer === undefined) return false;
  if (call.intent === 'case') return call.expected?.kind !== 'status';
  return call.intent !== 'wrong-method' && /^4(00|04|09|22)$/.test(String(answer.status));
}

/** Shorter text may stand in an answer by chance. */
const tellingLength = 6;

/** Whether the answer repeats one of the texts, as it is or escaped for JSON. */
export function repeatsAny({ answer }: Exchange, texts: readonly string[]): boolean {
  return texts.some((text) => {
    if (answer === undefined || text.length < tellingLength) return false;
    return answer.body.includes(text) || answer.body.includes(JSON.stringify(text).slice(1, -1));
  });
}
