import { repeatsAny } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** An answer repeats credentials, right or wrong, or a password. */
export const secretEchoed: ContractCheck = {
  id: 'secret-echoed',
  severity: 'error',
  what: 'The answer repeats a secret.',
  why: 'Answers are logged and shown; a secret in one is a secret lost.',
  fix: 'Never answer with what stands in a credential or a password.',
  fact: 'rest-contract 2.2',
  check(exchange, report) {
    if (!repeatsAny(exchange, exchange.call.secretTexts)) return;
    report(`The body of the ${exchange.answer?.status} holds a secret of the request.`);
  },
};
