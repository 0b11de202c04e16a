/** Microsoft Graph was not reached, or the connection ended before its answer: what became of the request is not known. */
export class GraphUnreachable extends Error {
  override readonly name = 'GraphUnreachable';
  /** The connection broke: another one may hold. False for names, certificates and proxies that are wrong. */
  readonly isPassing: boolean;

  constructor(message: string, isPassing: boolean, options?: ErrorOptions) {
    super(message, options);
    this.isPassing = isPassing;
  }
}

/** Nothing here may ask for a token, or nothing that may gives one. */
export class GraphTokenMissing extends Error {
  override readonly name = 'GraphTokenMissing';
}

/** Graph answered, and refuses: `detail` is its own text, for a policy that of B2C's validation. */
export class GraphRefused extends Error {
  override readonly name = 'GraphRefused';
  readonly status: number;
  readonly detail: string;

  /** @param request the method and the path, as in `PUT /beta/trustFramework/policies/B2C_1A_X/$value` */
  constructor(request: string, status: number, detail: string) {
    super(`Microsoft Graph refuses "${request}" with ${status}: ${detail}`);
    this.status = status;
    this.detail = detail;
  }
}
