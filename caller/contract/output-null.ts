import type { ContractCheck } from '../contract-check.ts';
import { wireOutputs } from '../contract-outputs.ts';

/** A declared claim came as null. */
export const outputNull: ContractCheck = {
  id: 'output-null',
  severity: 'error',
  what: 'An output claim is null.',
  why: 'B2C asks not to send null: what it does with it is undefined.',
  fix: 'Leave the property out.',
  fact: 'rest-contract 3.2',
  check(exchange, report) {
    for (const { claim, wire } of wireOutputs(exchange)) {
      if (wire === null) report(`"${claim.wireName}" is null.`);
    }
  },
};
