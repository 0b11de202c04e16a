import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A success without any of the claims that the policy requires. */
export const emptyBodyAccepted: ContractCheck = {
  id: 'empty-body-accepted',
  severity: 'warning',
  what: 'A request without the required claims is taken.',
  why: 'B2C leaves out absent, null and empty claims: the API has to notice that a required one is missing.',
  fix: 'Refuse with 400 or 409 where a required claim is missing.',
  fact: 'rest-contract 1.3 and 1.4',
  check(exchange, report) {
    const { call, answer } = exchange;
    if (call.intent === 'empty-body' && isSuccess(exchange))
      report(`The answer is ${answer?.status}.`);
  },
};
