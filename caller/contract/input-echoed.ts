import { isSuccess, repeatsAny } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A refusal or a failure repeats what was sent. */
export const inputEchoed: ContractCheck = {
  id: 'input-echoed',
  severity: 'warning',
  what: 'An error repeats what the caller sent.',
  why: 'What was typed then stands in logs of gateways, and a page that shows it is one step from script injection.',
  fix: 'Name the claim, never its value.',
  fact: 'rest-contract 4.1',
  check(exchange, report) {
    const { call, answer } = exchange;
    if (answer === undefined || isSuccess(exchange) || call.intent === 'wrong-method') return;
    if (repeatsAny(exchange, call.inputTexts)) {
      report(`The body of the ${answer.status} holds what was sent.`);
    }
  },
};
