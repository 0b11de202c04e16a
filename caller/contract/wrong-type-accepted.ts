import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A success for a claim that is none of its DataType. */
export const wrongTypeAccepted: ContractCheck = {
  id: 'wrong-type-accepted',
  severity: 'warning',
  what: 'A claim of a wrong type is taken.',
  why: 'Which JSON type B2C sends is not documented, so two forms of a type are to be read; a third is a fault, or an attack.',
  fix: "Read each claim strictly: JSON's own type or its text, and 400 for all else.",
  fact: 'rest-contract 1.6',
  check(exchange, report) {
    const { call, answer } = exchange;
    if (call.intent === 'wrong-type' && isSuccess(exchange))
      report(`The answer is ${answer?.status}.`);
  },
};
