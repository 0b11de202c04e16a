import type { CallOutcome } from '../caller/outcome.ts';
import type { Club } from '../test/support/club.ts';
import { quantile } from './measure.ts';
import type { EffectCount, LoadRun, ScenarioLoad } from './scenario-load.ts';

/** How many callers there are at a time, and how long. */
export interface LoadSize {
  readonly callers: number;
  readonly seconds: number;
}

/** What a scenario's load came to: one row of bench/results.md. */
export interface ScenarioResult extends LoadSize, EffectCount {
  readonly scenario: string;
  readonly what: string;
  /** Answered with claims or a refusal that the load expects. */
  readonly calls: number;
  readonly callsPerSecond: number;
  /** Milliseconds, from the request to the read answer, in the process of the callers. */
  readonly p50: number;
  readonly p95: number;
  /** How many calls ended otherwise, by how. */
  readonly errors: Readonly<Record<string, number>>;
}

/** Lets all callers take turns until the time is over, each at least one; then counts the effects. */
export async function runScenario(
  club: Club,
  { scenario, load, size }: { scenario: string; load: ScenarioLoad; size: LoadSize },
): Promise<ScenarioResult> {
  const run = await load.begin(club);
  const calls = new CallLog(new Set(load.refusals));
  const start = performance.now();
  await takeTurns(club, run, { ...size, calls });
  const seconds = (performance.now() - start) / 1000;
  const { durations, errors } = calls;
  return {
    ...{ scenario, what: load.what, ...size, calls: durations.length },
    callsPerSecond: durations.length / seconds,
    p50: quantile(durations, 0.5),
    p95: quantile(durations, 0.95),
    errors: Object.fromEntries(errors),
    ...(await run.count()),
  };
}

async function takeTurns(
  club: Club,
  run: LoadRun,
  { callers, seconds, calls }: LoadSize & { readonly calls: CallLog },
): Promise<void> {
  const end = performance.now() + seconds * 1000;
  const caller = async (number: number) => {
    const call: Club['call'] = async (...given) => {
      const start = performance.now();
      const outcome = await club.call(...given);
      calls.add(outcome, performance.now() - start);
      return outcome;
    };
    do await run.turn({ number, call });
    while (performance.now() < end);
  };
  await Promise.all(Array.from({ length: callers }, (_, number) => caller(number)));
}

/** What the calls of all callers came to. */
class CallLog {
  readonly durations: number[] = [];
  readonly errors = new Map<string, number>();
  readonly #refusals: ReadonlySet<string>;

  constructor(refusals: ReadonlySet<string>) {
    this.#refusals = refusals;
  }

  add(outcome: CallOutcome, durationMs: number): void {
    const kind = this.#errorIn(outcome);
    if (kind === undefined) this.durations.push(durationMs);
    else this.errors.set(kind, (this.errors.get(kind) ?? 0) + 1);
  }

  #errorIn(result: CallOutcome): string | undefined {
    if (result.outcome === 'claims') return undefined;
    if (result.outcome !== 'error') {
      return 'reason' in result ? result.reason : result.outcome;
    }
    const code = result.code ?? `HTTP ${result.timing.httpStatus}`;
    return this.#refusals.has(code) ? undefined : code;
  }
}
