import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A success for what nobody can read. */
export const malformedAccepted: ContractCheck = {
  id: 'malformed-accepted',
  severity: 'error',
  what: 'A request that cannot be read is answered as a success.',
  why: 'The journey goes on with claims that were never checked.',
  fix: 'Refuse what is no JSON object, or no form, with 400, and another content type with 415.',
  fact: 'rest-contract 1.3',
  check(exchange, report) {
    const { call, answer } = exchange;
    if (call.intent !== 'malformed' || !isSuccess(exchange)) return;
    report(`The answer is ${answer?.status}; it should be 4xx.`);
  },
};
