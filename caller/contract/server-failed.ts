import type { ContractCheck } from '../contract-check.ts';

/** 5xx, and 429, which counts as one of them. */
export const serverFailed: ContractCheck = {
  id: 'server-failed',
  severity: 'error',
  what: 'The backend failed.',
  why: 'B2C takes 5xx for a broken service: users read a generic text, and the call may be made again.',
  fix: 'Catch what the request can cause and refuse with 4xx and an error body; keep 5xx for real outages.',
  fact: 'rest-contract 4.2',
  check({ answer }, report) {
    if (answer === undefined) return;
    if (answer.status >= 500 || answer.status === 429) report(`The answer is ${answer.status}.`);
  },
};
