import type { CircuitBreakerPolicy } from 'cockatiel';
import { currentDeadline, systemTiming, type Timing } from './deadline.ts';
import { DependencyUnavailable } from './errors.ts';
import { record } from './metrics.ts';
import { makeBreaker, NoAnswer } from './outgoing-breaker.ts';
import { retryAfterMs } from './retry-after.ts';

/** How patient callers of a dependency are. */
export interface OutgoingOptions {
  /** Milliseconds that one attempt may take, if the call has as many left; default 1000. */
  readonly attemptMs?: number;
  /** Failures in a row after which nobody calls for a while; default 5. */
  readonly failuresToOpen?: number;
  /** Milliseconds until somebody may try again; default 10 seconds. */
  readonly openMs?: number;
  /** Default: the system's timers. */
  readonly timing?: Timing;
}

/**
 * Calls a dependency, as `fetch` does; the body has been read already. Throws DependencyUnavailable
 * where there is no usable answer: none in time, 429, 5xx, a redirect, more than a mebibyte.
 */
export type Outgoing = (url: string | URL, init?: RequestInit) => Promise<Response>;

const maximumBytes = 1024 * 1024;
const idempotentMethods = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/**
 * The guarded way to a dependency; make one for each, once, and hand nothing else to `fetch`:
 * `const mail = outgoing('the mail service')`. An attempt ends with the deadline of the call; methods
 * that may be repeated get one more attempt; a circuit breaker keeps calls from a dependency that is down,
 * and whoever answers with Retry-After is not called before (at most ten minutes).
 * @param dependency what it is, in words that may be logged
 */
export function outgoing(dependency: string, options: OutgoingOptions = {}): Outgoing {
  const { failuresToOpen = 5, openMs = 10_000, timing = systemTiming } = options;
  const patience = { attemptMs: options.attemptMs ?? 1000, timing };
  let loading: Promise<CircuitBreakerPolicy> | undefined;
  let quietUntil = Number.NEGATIVE_INFINITY;
  const beQuiet = (ms: number) => {
    quietUntil = timing.now() + ms;
  };
  return async (url, init = {}) => {
    const target = new URL(url);
    const hasTime = () => currentDeadline()?.remaining() !== 0 && !init.signal?.aborted;
    loading ??= makeBreaker({ dependency, failuresToOpen, openMs, timing });
    const breaker = await loading;
    const measured = () =>
      measure(dependency, timing, () => attempt(target, init, { ...patience, beQuiet }));
    const ask = async () => {
      if (timing.now() < quietUntil) throw new NoAnswer('It wants to be left alone.');
      return breaker.execute(measured);
    };
    try {
      if (!hasTime()) throw new NoAnswer('There is no time left to ask.');
      return await persist(ask, () => isIdempotent(init) && hasTime());
    } catch (error) {
      throw new DependencyUnavailable(dependency, error);
    }
  };
}

function isIdempotent({ method = 'GET' }: RequestInit): boolean {
  return idempotentMethods.has(method.toUpperCase());
}

/** Asks once more where nobody answered, if that may be; whatever else happens is the end. */
async function persist<Result>(
  ask: () => Promise<Result>,
  mayRepeat: () => boolean,
): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof NoAnswer && mayRepeat()) return ask();
    throw error;
  }
}

interface Patience {
  readonly attemptMs: number;
  readonly timing: Timing;
  readonly beQuiet: (ms: number) => void;
}

async function attempt(
  url: URL,
  init: RequestInit,
  { attemptMs, timing, beQuiet }: Patience,
): Promise<Response> {
  const timeout = new AbortController();
  const cancel = timing.after(attemptMs, () => timeout.abort());
  const others = [currentDeadline()?.signal ?? [], init.signal ?? []].flat();
  const signal = AbortSignal.any([timeout.signal, ...others]);
  try {
    const response = await fetch(url, { redirect: 'error', ...init, signal });
    return await readAnswer(response, beQuiet);
  } catch (error) {
    if (error instanceof NoAnswer) throw error;
    throw new NoAnswer('Nothing, or half of it.', { cause: error });
  } finally {
    cancel();
  }
}

async function readAnswer(response: Response, beQuiet: (ms: number) => void): Promise<Response> {
  const { status, statusText, body } = response;
  if (status === 429 || status >= 500) {
    const quietMs = retryAfterMs(response.headers);
    if (quietMs > 0) beQuiet(quietMs);
    await body?.cancel();
    throw new NoAnswer(`HTTP ${status}.`);
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > maximumBytes) throw new NoAnswer('The body is too large.');
    chunks.push(chunk);
  }
  const headers = new Headers(response.headers);
  headers.delete('content-encoding'); // it is decoded
  headers.delete('content-length');
  return new Response(length === 0 ? null : new Blob(chunks), { status, statusText, headers });
}

/** `dependencyDurationMs` by dependency and outcome: one sample an attempt. */
async function measure<Result>(
  dependency: string,
  timing: Timing,
  ask: () => Promise<Result>,
): Promise<Result> {
  const startedAt = timing.now();
  const tell = (outcome: string) =>
    record('dependencyDurationMs', timing.now() - startedAt, { dependency, outcome });
  try {
    const result = await ask();
    tell('answered');
    return result;
  } catch (error) {
    tell('failed');
    throw error;
  }
}
