import type { ContractCheck } from '../contract-check.ts';

/** The connection failed, or the answer was too large to read. A body that is too large may end it. */
export const noAnswer: ContractCheck = {
  id: 'no-answer',
  severity: 'error',
  what: 'No answer came.',
  why: 'B2C shows the text of UserMessageIfDnsResolutionFailed or DefaultUserMessageIfRequestFailed, or a built-in one with the URL.',
  fix: 'Check the address, the certificate and that the backend answers every request.',
  fact: 'rest-contract 3.4 and 4.2',
  check({ call, failure }, report) {
    if (failure === undefined || failure.failure === 'timed-out') return;
    const isCutOff = call.intent === 'huge-body' && failure.failure === 'connection-failed';
    if (!isCutOff) report(failure.message);
  },
};
