import type { TraceEvent } from './trace.ts';

/**
 * A trace as JSON for a golden file: without times, places in files and ports, which differ from run to
 * run. With a virtual clock and seeded randomness the rest is the same each time.
 */
export function traceSnapshot(events: readonly TraceEvent[]): string {
  const shown = events.map(({ number, at, durationMs, position, changes, ...event }) => ({
    ...event,
    ...(changes.length > 0 ? { changes } : {}),
  }));
  return `${JSON.stringify(shown, withoutTimes, 2)}\n`;
}

function withoutTimes(name: string, value: unknown): unknown {
  if (name === 'durationMs') return undefined;
  if (typeof value !== 'string') return value;
  return value.replaceAll(/\b(localhost|127\.0\.0\.1):\d+/g, '$1');
}
