import type { ContractCheck } from '../contract-check.ts';
import { expectationFaults } from '../contract-expectation.ts';

/** The answer is not what the case of the user expects. */
export const caseExpectation: ContractCheck = {
  id: 'case-expectation',
  severity: 'error',
  what: 'The answer is not what the case expects.',
  why: 'The case says what the policy needs of this backend.',
  fix: 'Correct the backend, or the case.',
  fact: 'rest-contract 3 and 4',
  check(exchange, report) {
    for (const fault of expectationFaults(exchange)) report(fault);
  },
};
