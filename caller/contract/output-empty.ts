import type { ContractCheck } from '../contract-check.ts';
import { wireOutputs } from '../contract-outputs.ts';

/** A declared claim came as an empty list. */
export const outputEmpty: ContractCheck = {
  id: 'output-empty',
  severity: 'error',
  what: 'An output claim is an empty list.',
  why: 'With an empty stringCollection the issuing of the token can fail, for just the users who have nothing.',
  fix: 'Leave the property out.',
  fact: 'rest-contract 3.2',
  check(exchange, report) {
    for (const { claim, wire } of wireOutputs(exchange)) {
      if (Array.isArray(wire) && wire.length === 0) report(`"${claim.wireName}" is an empty list.`);
    }
  },
};
