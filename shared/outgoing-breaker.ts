import type { CircuitBreakerPolicy, IBackoff } from 'cockatiel';
import type { Timing } from './deadline.ts';
import { count } from './metrics.ts';

/** When a dependency is left alone. */
export interface BreakerOptions {
  readonly dependency: string;
  readonly failuresToOpen: number;
  readonly openMs: number;
  readonly timing: Timing;
}

/** A call that got no usable answer: it counts against the dependency. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/**
 * A circuit breaker: so many failures in a row open it, and nobody is let through; after a while one
 * call may try, and closes it or opens it anew. `circuit` counts its states. The library is loaded here.
 */
export async function makeBreaker({
  dependency,
  failuresToOpen,
  openMs,
  timing,
}: BreakerOptions): Promise<CircuitBreakerPolicy> {
  const { circuitBreaker, CircuitState, ConsecutiveBreaker, handleType } = await import(
    'cockatiel'
  );
  const policy = circuitBreaker(handleType(NoAnswer), {
    halfOpenAfter: { next: () => coolDown(openMs, timing) },
    breaker: new ConsecutiveBreaker(failuresToOpen),
  });
  policy.onStateChange((state) =>
    count('circuit', { dependency, state: CircuitState[state].toLowerCase() }),
  );
  return policy;
}

/**
 * The library measures by the system's clock, which may be set back: so what it asks for, the time
 * that it still has to wait, is all or none, as our own clock says.
 */
function coolDown(openMs: number, timing: Timing): IBackoff<unknown> {
  const openedAt = timing.now();
  return {
    get duration() {
      const isOver = timing.now() - openedAt >= openMs;
      return isOver ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    },
    next: () => coolDown(openMs, timing),
  };
}
