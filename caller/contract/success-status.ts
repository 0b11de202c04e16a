import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** 2xx other than 200. */
export const successStatus: ContractCheck = {
  id: 'success-status',
  severity: 'warning',
  what: 'A success has another status than 200.',
  why: 'Only 200 is documented; others were seen to work, and nothing is known of 204.',
  fix: 'Answer 200.',
  fact: 'rest-contract 3.1',
  check(exchange, report) {
    const { answer } = exchange;
    if (isSuccess(exchange) && answer?.status !== 200) report(`The answer is ${answer?.status}.`);
  },
};
