import type { GraphAnswer } from './exchange.ts';

/** One request is sent no more often than that. */
const MAX_ATTEMPTS = 5;

/** Who is asked to wait longer comes back later. */
const LONGEST_WAIT_MS = 5 * 60 * 1000;

/** Throttled, or a part of Graph is away for a moment. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Milliseconds until the request is worth sending again; undefined where it is not. What Graph asks
 * for in Retry-After is kept; without it the wait doubles, from one second on. `attempt` counts from 1.
 * @see https://learn.microsoft.com/graph/throttling, best practices
 */
export function retryDelay(
  answer: GraphAnswer | undefined,
  attempt: number,
  now: number,
): number | undefined {
  if (attempt >= MAX_ATTEMPTS) return undefined;
  if (answer && !passing.has(answer.status)) return undefined;
  const delay = askedDelay(answer?.headers['retry-after'], now) ?? 1000 * 2 ** (attempt - 1);
  return delay <= LONGEST_WAIT_MS ? delay : undefined;
}

/** Seconds, or a date as HTTP writes it. */
function askedDelay(value: unknown, now: number): number | undefined {
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
