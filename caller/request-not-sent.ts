/** Why B2C does not even call: a stable word for programs. */
export type NotSentReason =
  | 'bearer-claim-missing'
  | 'certificate-needs-https'
  | 'claim-resolver-unknown'
  | 'default-value-unreadable'
  | 'header-not-possible'
  | 'key-missing'
  | 'key-unusable'
  | 'required-claim-missing'
  | 'service-url-unusable';

/**
 * The call ends before anything is sent. `callProfile` turns it into the outcome `not-sent`; whoever
 * only encodes (curl) catches it. The message names claims and keys, never their values.
 */
export class RequestNotSent extends Error {
  override readonly name = 'RequestNotSent';
  readonly reason: NotSentReason;
  /** The AADB2C code, where one is known. */
  readonly code: string | undefined;

  constructor(reason: NotSentReason, message: string, code?: string) {
    super(message);
    this.reason = reason;
    this.code = code;
  }
}
