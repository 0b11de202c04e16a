import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import type { SettingProblem } from './errors.ts';
import type { Environment } from './settings.ts';

/** Time that never goes back, and what happens later; tests pass their own. */
export interface Timing {
  /** Milliseconds since some moment. */
  now(): number;
  /** Acts after that many milliseconds. Returns what keeps it from acting. */
  after(ms: number, act: () => void): () => void;
}

/** The system's timers. */
export const systemTiming: Timing = {
  now: () => performance.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Environment variable: milliseconds that a call may take where `serve` is not told otherwise. */
const setting = 'CallDeadlineMs';

/** B2C waits ten seconds, a user flow five, and both then call once more. @see facts rest-contract 3.4 */
const defaultMs = 3000;
const shortestMs = 100;
const longestMs = 8000;

/** A deadline that B2C does not outrun: at least 100 milliseconds, at most 8 seconds; NaN is the default. */
export function boundedDeadlineMs(ms: number): number {
  if (Number.isNaN(ms)) return defaultMs;
  return Math.min(Math.max(ms, shortestMs), longestMs);
}

/**
 * `CallDeadlineMs`, cut to the bounds; the default where it is absent or no number: a word that is
 * mistyped there must not close the sign-up page. `deadlineProblem` tells.
 */
export function callDeadlineMs(environment: Environment): number {
  const text = environment[setting]?.trim();
  return text && /^\d+$/.test(text) ? boundedDeadlineMs(Number(text)) : defaultMs;
}

/** What is wrong with `CallDeadlineMs`; undefined where it is absent or as it should be. */
export function deadlineProblem(environment: Environment): SettingProblem | undefined {
  const text = environment[setting]?.trim();
  if (text === undefined || text === String(callDeadlineMs(environment))) return undefined;
  return { setting, problem: `is no whole number between ${shortestMs} and ${longestMs}` };
}

/** The time of one call. Whoever makes one calls `end`. */
export class Deadline {
  readonly #timing: Timing;
  readonly #startedAt: number;
  readonly #ms: number;
  readonly #controller = new AbortController();
  readonly #passed = Promise.withResolvers<never>();
  readonly #cancel: () => void;

  constructor(ms: number, timing: Timing = systemTiming) {
    this.#timing = timing;
    this.#ms = ms;
    this.#startedAt = timing.now();
    this.#passed.promise.catch(() => {});
    this.#cancel = timing.after(ms, () => this.#pass());
  }

  /** Aborted when the deadline passes, with a TimeoutError. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Milliseconds since the call arrived. */
  elapsed(): number {
    return this.#timing.now() - this.#startedAt;
  }

  /** Milliseconds that are left; 0 once it has passed. */
  remaining(): number {
    return this.signal.aborted ? 0 : Math.max(0, this.#ms - this.elapsed());
  }

  /**
   * Settles as the work does, or rejects with what `late` makes as soon as the deadline passes. Nobody
   * hears then of what becomes of the work. Storage and outgoing calls in it end with the deadline.
   */
  async race<Result>(work: () => Promise<Result>, late: () => Error): Promise<Result> {
    if (this.signal.aborted) throw late();
    try {
      return await Promise.race([current.run(this, work), this.#passed.promise]);
    } catch (error) {
      throw error === lateness ? late() : error;
    }
  }

  /** Waits, and rejects with the signal's reason as soon as the deadline passes. */
  async pause(ms: number): Promise<void> {
    this.signal.throwIfAborted();
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = this.#timing.after(ms, resolve);
    try {
      await Promise.race([promise, this.#passed.promise]);
    } catch {
      throw this.signal.reason;
    } finally {
      cancel();
    }
  }

  /** The deadline can no longer pass. */
  end(): void {
    this.#cancel();
  }

  #pass(): void {
    this.#passed.reject(lateness);
    this.#controller.abort(
      new DOMException('The deadline of the call has passed.', 'TimeoutError'),
    );
  }
}

const lateness = Symbol('late');

const current = new AsyncLocalStorage<Deadline>();

/** The deadline of the call that is being answered here; undefined outside of calls. */
export function currentDeadline(): Deadline | undefined {
  return current.getStore();
}

/** Waits, at most until the deadline of the call; outside of calls nothing ends it. */
export function pause(ms: number): Promise<void> {
  return currentDeadline()?.pause(ms) ?? wait(ms);
}

/** Outside of calls, where nobody waits at a page: one whole operation, with its rounds and retries. */
const operationMs = 10_000;

/** A signal that ends an operation in time: with the call that it is done for, else after ten seconds. */
export function deadline(): AbortSignal {
  return currentDeadline()?.signal ?? AbortSignal.timeout(operationMs);
}
