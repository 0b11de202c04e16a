/** Every fault of a call that Countersign throws. Switch on `code`, never on `message`. */
export abstract class CountersignError extends Error {
  abstract readonly code: string;
}

/** The function refuses: HTTP 409, and the user reads `userMessage`. @see facts rest-contract 4.1 */
export class ClaimsRejected extends CountersignError {
  override readonly name = 'ClaimsRejected';
  readonly code = 'ERR_CLAIMS_REJECTED';
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
