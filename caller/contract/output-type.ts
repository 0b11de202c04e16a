import type { ContractCheck } from '../contract-check.ts';

/** A declared claim came with a type that its DataType cannot hold. */
export const outputType: ContractCheck = {
  id: 'output-type',
  severity: 'error',
  what: 'An output claim has a wrong type.',
  why: 'The journey ends with an error of the policy, without any message of yours.',
  fix: 'Send the type that the DataType asks for: always an array for a stringCollection, a number for int, ISO 8601 for dates.',
  fact: 'rest-contract 3.2',
  check({ outcome }, report) {
    if (outcome?.outcome === 'type-mismatch') report(outcome.message);
  },
};
