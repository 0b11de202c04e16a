import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A success for a body of 4 MiB. */
export const hugeBodyAccepted: ContractCheck = {
  id: 'huge-body-accepted',
  severity: 'warning',
  what: 'A body of 4 MiB is read.',
  why: 'Claims are small. Whoever may send megabytes can fill the memory of the backend.',
  fix: 'Limit the body to what your claims need, and answer 413.',
  fact: 'rest-contract 2.6',
  check(exchange, report) {
    const { call, answer } = exchange;
    if (call.intent !== 'huge-body' || !isSuccess(exchange)) return;
    report(`The answer is ${answer?.status}; it should be 413.`);
  },
};
