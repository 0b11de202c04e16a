import type {
  HttpHandler,
  HttpRequest,
  HttpResponseInit,
  InvocationContext,
} from '@azure/functions';
import * as z from 'zod';
import { type DeliveryAnswerer, onceAnswerer } from './answer-once.ts';
import { authenticatorFor } from './authenticate.ts';
import { reportProof } from './authenticate-report.ts';
import type { Authenticator } from './authenticator.ts';
import { type Call, InvocationCall } from './call.ts';
import { measureCall } from './call-metrics.ts';
import { claimDefinition } from './claim-type.ts';
import { boundedDeadlineMs, callDeadlineMs, Deadline, type Timing } from './deadline.ts';
import { ClaimsMalformed, DeadlineExceeded, DependencyUnavailable } from './errors.ts';
import { answerFault } from './fault.ts';
import type { InputClaims, OutputClaims, RestfulProfile } from './profile.ts';
import { type ClaimReader, claimReader, type WireClaims } from './request.ts';
import { type ClaimWriter, claimWriter } from './response.ts';
import { type ClaimJudge, claimJudge } from './rule-check.ts';
import type { Environment } from './settings.ts';
import { startTelemetry } from './telemetry.ts';

/** What `serve` depends on besides profile and handler; tests pass their own. */
export interface ServeOptions {
  /** Settings; default `process.env`, read when the profile is first called. */
  readonly environment?: Environment;
  /** Default: the system's clock. */
  readonly now?: () => Date;
  /** Milliseconds that a call may take, cut to 100 up to 8000; default: the setting `CallDeadlineMs`, else 3000. */
  readonly deadlineMs?: number;
  /**
   * Whether deliveries of one request have one effect and get one reply: for functions that change
   * something, because B2C calls again. Needs storage and the setting `Idempotency__Key`.
   */
  readonly once?: boolean;
  /** What the deadline is measured with; default: the system's timers. */
  readonly timing?: Timing;
}

/** `Returned` with `never` for each claim that the policy does not declare. */
type Declared<Claims, Returned> = Returned extends unknown
  ? { [Name in keyof Returned]: Name extends keyof Claims ? Claims[Name] : never }
  : never;

/** What a handler may return: declared claims, or nothing where it has none. */
type Answer<Profile extends RestfulProfile, Returned> = Returned &
  Declared<OutputClaims<Profile>, Returned>;

const profiles: RestfulProfile[] = [];
let hasOnce = false;

/**
 * Serves a RESTful technical profile: authenticates the caller, reads and checks the claims, runs the
 * handler, checks and sends what it returns. Never throws and never rejects: each fault has its answer.
 *
 * A handler returns output claims under their wire names, or nothing; it refuses by throwing
 * ClaimsRejected. Undefined, null and empty collections are left out of the answer.
 * @see facts rest-contract 1 to 4
 */
export function serve<
  const Profile extends RestfulProfile,
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler without claims to return has no return statement
  const Returned extends OutputClaims<Profile> | void,
>(
  profile: Profile,
  handler: (
    claims: InputClaims<Profile>,
    call: Call,
  ) => Answer<Profile, Returned> | Promise<Answer<Profile, Returned>>,
  options: ServeOptions = {},
): HttpHandler {
  profiles.push(profile);
  hasOnce ||= options.once ?? false;
  const endpoint = new Endpoint(profile, handler as UntypedHandler, options);
  return (request, context) => endpoint.answer(request, context);
}

/** The profiles that this process serves, for `checkSettings`. */
export function servedProfiles(): readonly RestfulProfile[] {
  return profiles;
}

/** Whether some profile of this process keeps replies, and so needs `Idempotency__Key`. */
export function keepsReplies(): boolean {
  return hasOnce;
}

type Claims = Readonly<Record<string, unknown>>;
type UntypedHandler = (claims: Claims, call: Call) => unknown;

/** One profile, taken apart once; settings and patterns are read at its first call. */
class Endpoint {
  readonly #profile: RestfulProfile;
  readonly #handler: UntypedHandler;
  readonly #environment: Environment;
  readonly #now: () => Date;
  readonly #timing: Timing | undefined;
  readonly #answerOnce: DeliveryAnswerer | undefined;
  #deadlineMs: number | undefined;
  readonly #read: ClaimReader;
  readonly #write: ClaimWriter;
  #authenticate: Authenticator | undefined;
  #judge: ClaimJudge | undefined;

  constructor(profile: RestfulProfile, handler: UntypedHandler, options: ServeOptions) {
    this.#profile = profile;
    this.#handler = handler;
    this.#environment = options.environment ?? process.env;
    this.#now = options.now ?? (() => new Date());
    this.#timing = options.timing;
    if (options.once) this.#answerOnce = onceAnswerer(profile, this.#environment);
    if (options.deadlineMs !== undefined) this.#deadlineMs = boundedDeadlineMs(options.deadlineMs);
    this.#read = claimReader(profile);
    this.#write = claimWriter(profile);
  }

  answer(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
    startTelemetry(this.#environment);
    return measureCall(this.#profile, () => this.#answerInTime(request, context));
  }

  async #answerInTime(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
    this.#deadlineMs ??= callDeadlineMs(this.#environment);
    const deadline = new Deadline(this.#deadlineMs, this.#timing);
    const call = new InvocationCall({ request, context, now: this.#now(), deadline });
    try {
      await deadline.race(() => this.#admit(request, call), credentialsUnchecked);
      return await deadline.race(
        () => this.#answer(request, call),
        () => new DeadlineExceeded(),
      );
    } catch (error) {
      return answerFault(error, this.#profile, call);
    } finally {
      deadline.end();
    }
  }

  async #admit(request: HttpRequest, call: InvocationCall): Promise<void> {
    this.#authenticate ??= await authenticatorFor(this.#profile, {
      environment: this.#environment,
      now: this.#now,
    });
    reportProof(await this.#authenticate(request), this.#profile, call);
  }

  async #answer(request: HttpRequest, call: InvocationCall): Promise<HttpResponseInit> {
    const { claims: wireClaims, fault } = await this.#read(request);
    call.identify(this.#profile, wireClaims);
    if (fault) throw fault;
    const claims = decodeClaims(this.#profile, wireClaims);
    call.know(this.#profile, claims);
    this.#judge ??= await claimJudge(this.#profile);
    this.#judge(claims, call);
    const handle = async () => this.#write(await this.#handler(claims, call));
    return this.#answerOnce ? this.#answerOnce({ claims, call }, handle) : handle();
  }
}

/** Nobody reads a sentence of ours before it is known who calls. */
function credentialsUnchecked(): DependencyUnavailable {
  return new DependencyUnavailable('what credentials are checked with');
}

function decodeClaims(profile: RestfulProfile, wireClaims: WireClaims): Claims {
  const decoded = z.safeParse(profile.input, wireClaims);
  if (decoded.success) return decoded.data;
  const claim = String(decoded.error.issues[0]?.path[0]);
  if (!Object.hasOwn(wireClaims, claim)) throw new ClaimsMalformed('It is required.', claim);
  const schema = profile.input.shape[claim];
  const dataType = schema && claimDefinition(schema)?.dataType;
  throw new ClaimsMalformed(
    `The value cannot be read as ${dataType ?? 'what it has to be'}.`,
    claim,
  );
}
