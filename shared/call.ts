import { randomUUID } from 'node:crypto';
import type { HttpRequest, InvocationContext } from '@azure/functions';
import type { Deadline } from './deadline.ts';
import { type LogDetails, type LogIds, logLine, Redactor } from './log-line.ts';
import type { RestfulProfile } from './profile.ts';

/** What a handler knows of the call besides its claims. */
export interface Call {
  /** The correlation id that B2C sent, else the trace's id, else a new UUID. */
  readonly requestId: string;
  /** B2C's own id of the journey, which later calls of the journey carry too; undefined where none came. */
  readonly correlationId: string | undefined;
  /** When the call arrived: the one clock of a handler, so that its tests need no other. */
  readonly now: Date;
  /** Aborted when the time of the call is over: hand it to whatever takes time. Storage has it already. */
  readonly signal: AbortSignal;
  /** Milliseconds that are left; 0 once the time is over and the caller has been told so. */
  remaining(): number;
  /** The first eight characters of requestId: what users can tell support, and every log line has. */
  readonly reference: string;
  /** The user's language as B2C sent it (BCP 47); `en` where it sent none. */
  readonly language: string;
  /**
   * Logs a line that carries the requestId and the trace. Never pass it a claim's value: those that the
   * call brought are taken out again, others nobody knows.
   * @param details by name; what is named as a claim of the profile is left out
   */
  log(message: string, details?: LogDetails): void;
  /** As `log`, for what somebody should look at. */
  warn(message: string, details?: LogDetails): void;
}

const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const languageTag = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i;
/** An id of zeros is none: whoever traces nothing may send it. @see https://www.w3.org/TR/trace-context, trace-id */
const traceParent = /^[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}/;

/** What the host and `serve` know of a call before anything of it is read. */
interface Invocation {
  readonly request: HttpRequest;
  readonly context: InvocationContext;
  readonly now: Date;
  readonly deadline: Deadline;
}

/** The call of one invocation; claims tell it its id and language once they have been read. */
export class InvocationCall implements Call {
  readonly #request: HttpRequest;
  readonly #context: InvocationContext;
  readonly deadline: Deadline;
  readonly now: Date;
  #correlationId: string | undefined;
  #requestId: string | undefined;
  #language = 'en';
  readonly #redactor = new Redactor();

  constructor({ request, context, now, deadline }: Invocation) {
    this.#request = request;
    this.#context = context;
    this.deadline = deadline;
    this.now = now;
  }

  /** Takes id and language from claims that are read, but not yet checked. */
  identify(profile: RestfulProfile, wireClaims: Readonly<Record<string, unknown>>): void {
    const { correlationClaim, cultureClaim } = profile;
    const id = correlationClaim === undefined ? undefined : wireClaims[correlationClaim];
    if (typeof id === 'string' && guid.test(id)) this.#correlationId = id;
    const culture = cultureClaim === undefined ? undefined : wireClaims[cultureClaim];
    if (typeof culture === 'string' && languageTag.test(culture)) this.#language = culture;
    this.#redactor.learn(profile, wireClaims);
  }

  /** Takes claims as the handler sees them: a date or number may have come in other letters. */
  know(profile: RestfulProfile, claims: Readonly<Record<string, unknown>>): void {
    this.#redactor.learn(profile, claims);
  }

  get correlationId(): string | undefined {
    return this.#correlationId;
  }

  get requestId(): string {
    if (this.#correlationId !== undefined) return this.#correlationId;
    this.#requestId ??= this.#trace()?.traceId ?? randomUUID();
    return this.#requestId;
  }

  get reference(): string {
    return this.requestId.slice(0, 8);
  }

  get signal(): AbortSignal {
    return this.deadline.signal;
  }

  remaining(): number {
    return this.deadline.remaining();
  }

  get language(): string {
    return this.#language;
  }

  log(message: string, details?: LogDetails): void {
    this.#context.log(this.#line(message, details));
  }

  warn(message: string, details?: LogDetails): void {
    this.#context.warn(this.#line(message, details));
  }

  error(message: string): void {
    this.#context.error(this.#line(message));
  }

  #line(message: string, details?: LogDetails): string {
    const sentence = this.#redactor.redact(message);
    const more = details === undefined ? '' : ` ${this.#redactor.details(details)}`;
    return logLine(`${sentence}${more}`, { requestId: this.requestId, trace: this.#trace() });
  }

  /** The header comes first: the host's own trace context is empty where nobody traces. */
  #trace(): LogIds['trace'] {
    const sent = traceParent.exec(this.#request.headers.get('traceparent') ?? '');
    const [, traceId, spanId] =
      sent ?? traceParent.exec(this.#context.traceContext?.traceParent ?? '') ?? [];
    return traceId !== undefined && spanId !== undefined ? { traceId, spanId } : undefined;
  }
}
