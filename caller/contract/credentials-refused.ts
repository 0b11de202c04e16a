import type { ContractCheck } from '../contract-check.ts';

/** The right credentials got a 401 or 403. */
export const credentialsRefused: ContractCheck = {
  id: 'credentials-refused',
  severity: 'error',
  what: 'The right credentials are refused.',
  why: 'B2C reports 401 and 403 as a credential fault (AADB2C90027, AADB2C90028); a business refusal must not look like one.',
  fix: 'Give the backend the same secret as the policy key, and refuse with 409 what is not about credentials.',
  fact: 'rest-contract 2.1 and 4.2',
  check({ call, answer }, report) {
    if (call.intent === 'wrong-credentials' || call.intent === 'wrong-method') return;
    if (answer?.status !== 401 && answer?.status !== 403) return;
    const isExpected = call.expected?.kind !== 'claims' && call.expected?.status === answer.status;
    if (!isExpected) report(`The answer is ${answer.status}, though the credentials are right.`);
  },
};
