import type { ContractCheck } from '../contract-check.ts';

/** An answer that came, but late: past the case's own limit it is an error. */
export const slow: ContractCheck = {
  id: 'slow',
  severity: 'warning',
  what: 'The answer is slow.',
  why: 'A cold start or a slow dependency on top of it ends in a time-out, and in a second delivery of the same request.',
  fix: 'Answer within 2 to 3 s: keep the backend warm and move slow work off the request.',
  fact: 'rest-contract 3.4',
  check({ call: { withinMs }, answer, durationMs }, report) {
    if (answer === undefined) return;
    if (withinMs !== undefined && durationMs > withinMs) {
      report(`The answer took ${durationMs} ms; the case allows ${withinMs} ms.`, 'error');
    } else if (durationMs > advisedMs) {
      report(`The answer took ${durationMs} ms.`);
    }
  },
};

const advisedMs = 3000;
