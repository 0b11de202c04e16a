import type { ContractCheck } from '../contract-check.ts';

/** No answer within the time that B2C waits. */
export const timedOut: ContractCheck = {
  id: 'timed-out',
  severity: 'error',
  what: 'No answer came in time.',
  why: 'B2C waits 10 s, calls once more, and then fails the step; 10 s replaced 30 s in 2025.',
  fix: 'Do slow work after the answer, and answer within 2 to 3 s.',
  fact: 'rest-contract 3.4',
  check({ failure }, report) {
    if (failure?.failure === 'timed-out') report(failure.message);
  },
};
