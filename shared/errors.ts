/** Every fault that Countersign throws. Switch on `code`, never on `message`; `docs/errors.md` explains each. */
export abstract class CountersignError extends Error {
  abstract readonly code: string;
}

/** A fault of one call, and the HTTP status that `serve` answers it with. */
export abstract class CallFault extends CountersignError {
  abstract readonly status: number;
}

/** The `code` of an answer to a bug: whatever was thrown that is no `CallFault`. */
export const unexpectedCode = 'ERR_UNEXPECTED';

/** The function refuses: HTTP 409, and the user reads `userMessage`. @see facts rest-contract 4.1 */
export class ClaimsRejected extends CallFault {
  override readonly name = 'ClaimsRejected';
  readonly code = 'ERR_CLAIMS_REJECTED';
  readonly status = 409;
  readonly reason: string;
  readonly userMessage: string;
  readonly developerMessage: string | undefined;
  readonly moreInfo: string | undefined;

  /**
   * @param reason the body's `code`: upper snake case, stable, shown only in DebugMode
   * @param userMessage a sentence for the user, plain text
   */
  constructor(
    reason: string,
    userMessage: string,
    details: { developerMessage?: string; moreInfo?: string; cause?: unknown } = {},
  ) {
    super(`The claims were rejected: "${reason}".`, { cause: details.cause });
    this.reason = reason;
    this.userMessage = userMessage;
    this.developerMessage = details.developerMessage;
    this.moreInfo = details.moreInfo;
  }
}

/** What B2C sent cannot be read as the policy declares it: HTTP 400. Names the claim, never its value. */
export class ClaimsMalformed extends CallFault {
  override readonly name = 'ClaimsMalformed';
  readonly code = 'ERR_CLAIMS_MALFORMED';
  readonly status = 400;
  /** The claim's wire name; undefined where no single claim is to blame. */
  readonly claim: string | undefined;

  /** @param problem a sentence without any value of the request */
  constructor(problem: string, claim?: string) {
    super(claim === undefined ? problem : `Claim "${claim}": ${problem}`);
    this.claim = claim;
  }
}

/** The caller did not prove who it is: HTTP 401, with the same words whatever was wrong. */
export class CallerUnauthenticated extends CallFault {
  override readonly name = 'CallerUnauthenticated';
  readonly code = 'ERR_CALLER_UNAUTHENTICATED';
  readonly status = 401;
}

/** A request that must have a body says no Content-Length: HTTP 411. @see facts runtime 1, Requests */
export class LengthRequired extends CallFault {
  override readonly name = 'LengthRequired';
  readonly code = 'ERR_LENGTH_REQUIRED';
  readonly status = 411;
}

/** The body is larger than `serve` reads: HTTP 413. */
export class BodyTooLarge extends CallFault {
  override readonly name = 'BodyTooLarge';
  readonly code = 'ERR_BODY_TOO_LARGE';
  readonly status = 413;
}

/** The body is of another type than the profile's SendClaimsIn says: HTTP 415. */
export class ContentTypeUnsupported extends CallFault {
  override readonly name = 'ContentTypeUnsupported';
  readonly code = 'ERR_CONTENT_TYPE_UNSUPPORTED';
  readonly status = 415;
}

/** A handler returned what the policy does not declare: HTTP 500. Names the claim, never its value. */
export class OutputClaimsInvalid extends CallFault {
  override readonly name = 'OutputClaimsInvalid';
  readonly code = 'ERR_OUTPUT_CLAIMS_INVALID';
  readonly status = 500;
}

/** Settings are missing or unusable: the profiles that need them answer HTTP 503. Never thrown at import. */
export class SettingsInvalid extends CallFault {
  override readonly name = 'SettingsInvalid';
  readonly code = 'ERR_SETTINGS_INVALID';
  readonly status = 503;
  readonly problems: readonly SettingProblem[];

  constructor(problems: readonly SettingProblem[]) {
    super(problems.map(({ setting, problem }) => `The setting "${setting}" ${problem}.`).join(' '));
    this.problems = problems;
  }
}

/** What is wrong with one setting; never its value. */
export interface SettingProblem {
  readonly setting: string;
  /** Completes the sentence 'The setting "X" …': `is missing`. */
  readonly problem: string;
}

/** Something that the call needs (storage, signing keys) does not answer: HTTP 503. */
export class DependencyUnavailable extends CallFault {
  override readonly name = 'DependencyUnavailable';
  readonly code = 'ERR_DEPENDENCY_UNAVAILABLE';
  readonly status = 503;

  /** @param dependency what it is, in words that may be logged */
  constructor(dependency: string, cause?: unknown) {
    super(`The dependency "${dependency}" does not answer.`, { cause });
  }
}

/** The call has taken longer than its deadline: HTTP 409, so that the user reads a sentence. @see docs/decisions.md */
export class DeadlineExceeded extends CallFault {
  override readonly name = 'DeadlineExceeded';
  readonly code = 'ERR_DEADLINE_EXCEEDED';
  readonly status = 409;

  constructor() {
    super('The deadline of the call has passed.');
  }
}

/** A claims transformation failed: the journey ends, or a self-asserted page shows a message. */
export class TransformationFailed extends CountersignError {
  override readonly name = 'TransformationFailed';
  readonly code = 'ERR_TRANSFORMATION_FAILED';
  /** The metadata key and string id of the message to show; undefined where B2C has none. */
  readonly messageKey: string | undefined;

  /** @param problem a sentence without any claim's value */
  constructor(problem: string, messageKey?: string) {
    super(problem);
    this.messageKey = messageKey;
  }
}

/** A journey of the emulator cannot go on; on a self-asserted page its message is shown instead. */
export class JourneyFailed extends CountersignError {
  override readonly name = 'JourneyFailed';
  readonly code = 'ERR_JOURNEY_FAILED';
  /** `AADB2C90053`; undefined where B2C's own code is not known. */
  readonly aadb2cCode: string | undefined;
  /** The `error` that the application gets. */
  readonly error: string;
  /** The metadata key and string id of the text that replaces the message on a page. */
  readonly messageKey: string | undefined;
  /** What a page shows where no text of the policy replaces it; undefined: the message. */
  readonly userMessage: string | undefined;
  /** Whether the fault may be told to the application; otherwise the error page shows it. */
  readonly isRedirectable: boolean;

  /** @param problem a sentence without any claim's value */
  constructor(problem: string, options: JourneyFailedOptions = {}) {
    super(problem, { cause: options.cause });
    this.aadb2cCode = options.aadb2cCode;
    this.error = options.error ?? 'server_error';
    this.messageKey = options.messageKey;
    this.userMessage = options.userMessage;
    this.isRedirectable = options.isRedirectable ?? true;
  }
}

/** What is known of a JourneyFailed besides its message. */
export interface JourneyFailedOptions {
  readonly aadb2cCode?: string | undefined;
  /** Default: `server_error`. */
  readonly error?: string;
  readonly messageKey?: string;
  readonly userMessage?: string;
  /** Default: true. */
  readonly isRedirectable?: boolean;
  readonly cause?: unknown;
}
