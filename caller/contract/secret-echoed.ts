import type { ContractCheck } from '../contract-check.ts';

/** An answer repeats credentials, right or wrong, or a text that the cases take from a setting. */
export const secretEchoed: ContractCheck = {
  id: 'secret-echoed',
  severity: 'error',
  what: 'The answer repeats a secret.',
  why: 'Answers are logged and shown; a credential in one is a credential lost.',
  fix: 'Never answer with what stands in a credential.',
  fact: 'rest-contract 2.2',
  check({ call, answer }, report) {
    if (answer === undefined) return;
    if (call.secretTexts.some((text) => text !== '' && answer.body.includes(text))) {
      report(`The body of the ${answer.status} holds a secret of the request.`);
    }
  },
};
