import type { DoctorCheck } from '../doctor-check.ts';

const advisedMs = 1000;
const lateMs = 3000;

/** Of twenty calls the slowest is too slow. */
export const slowAnswers: DoctorCheck = {
  id: 'slow-answers',
  severity: 'warning',
  probe: 'pace',
  what: 'Answers are slow.',
  why: 'B2C waits ten seconds and asks once more; a person waits for the sum of all calls of a page.',
  fix: 'Keep an instance always ready, near the tenant; look at the durations of dependencies.',
  fact: 'rest-contract 3.4, infra 2',
  check({ durationsMs }, report) {
    if (durationsMs.length === 0) return;
    const p95 = percentile(durationsMs, 0.95);
    const told = `95 of 100 calls took at most ${p95} ms (${durationsMs.length} calls that do nothing).`;
    if (p95 > lateMs) report(told, 'error');
    else if (p95 > advisedMs) report(told);
  },
};

/** The smallest duration that so large a share of the calls did not exceed. */
export function percentile(durationsMs: readonly number[], share: number): number {
  const sorted = durationsMs.toSorted((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
