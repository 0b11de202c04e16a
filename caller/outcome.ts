import type { IdMap } from '../compiler/id-map.ts';
import type { DataType } from '../compiler/model.ts';
import type { ClaimValue } from './claims-bag.ts';
import type { NotSentReason } from './request-not-sent.ts';

/** How long a call took, over all its tries, and what came back last. */
export interface CallTiming {
  readonly tries: number;
  readonly durationMs: number;
  readonly httpStatus?: number;
}

/** What the user reads, by where the technical profile stands. */
export interface Shown {
  /** As validation technical profile: the text on top of the page. */
  readonly onPage: string;
  /** As orchestration step: what goes back to the application. The words are ours, the code is B2C's. */
  readonly atStep: { readonly error: 'server_error'; readonly description: string };
}

/** Something in an answer whose effect in B2C is not documented, or is known to hurt later. */
export interface Remark {
  /** The wire name, or the part of the answer. */
  readonly about: string;
  readonly text: string;
}

/** The API answered with claims: the bag takes them over what it had. */
export interface ClaimsOutcome {
  readonly outcome: 'claims';
  /** By ClaimType id, defaults included. `null` is a claim that exists and is empty. */
  readonly claims: IdMap<ClaimValue>;
  readonly remarks: readonly Remark[];
  readonly timing: CallTiming;
}

/** The API refused with a body that B2C can show. @see facts rest-contract 4.1 */
export interface ErrorOutcome {
  readonly outcome: 'error';
  readonly userMessage: string;
  readonly version: string;
  readonly status: number;
  readonly code?: string;
  readonly requestId?: string;
  readonly developerMessage?: string;
  readonly moreInfo?: string;
  readonly aadb2cCode: string;
  readonly shown: Shown;
  readonly remarks: readonly Remark[];
  readonly timing: CallTiming;
}

/** Why a call failed without a message for the user. */
export type FailureReason =
  | 'answer-too-large'
  | 'answer-unreadable'
  | 'connection-failed'
  | 'credentials-refused'
  | 'dns-failed'
  | 'error-body-unreadable'
  | 'redirected'
  | 'server-failed'
  | 'timed-out';

export interface FailedOutcome {
  readonly outcome: 'failed';
  readonly reason: FailureReason;
  readonly message: string;
  readonly aadb2cCode: string;
  readonly shown: Shown;
  readonly timing: CallTiming;
}

/** A claim came back with a type that its ClaimType cannot hold: the journey ends. @see facts rest-contract 3.2 */
export interface TypeMismatchOutcome {
  readonly outcome: 'type-mismatch';
  readonly claim: string;
  readonly wireName: string;
  readonly dataType: DataType;
  /** What was there instead: a JSON type, or `DefaultValue` for text that cannot be read. */
  readonly found: string;
  readonly message: string;
  readonly shown: Shown;
  readonly timing: CallTiming;
}

/** Nothing was sent. */
export interface NotSentOutcome {
  readonly outcome: 'not-sent';
  readonly reason: NotSentReason;
  readonly message: string;
  readonly aadb2cCode?: string;
  readonly shown: Shown;
  readonly timing: CallTiming;
}

/** What a call came to. No part of it holds a secret or what was sent. */
export type CallOutcome =
  | ClaimsOutcome
  | ErrorOutcome
  | FailedOutcome
  | TypeMismatchOutcome
  | NotSentOutcome;
