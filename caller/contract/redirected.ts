import type { ContractCheck } from '../contract-check.ts';

/** 3xx. */
export const redirected: ContractCheck = {
  id: 'redirected',
  severity: 'error',
  what: 'The answer is a redirect.',
  why: 'Nothing says that B2C follows one; a sign-in page behind it is no answer either.',
  fix: 'Answer at the ServiceUrl itself, over HTTPS, with and without a trailing slash as the policy writes it.',
  fact: 'rest-contract 3.1',
  check({ answer }, report) {
    if (answer === undefined) return;
    if (answer.status >= 300 && answer.status < 400) report(`The answer is ${answer.status}.`);
  },
};
