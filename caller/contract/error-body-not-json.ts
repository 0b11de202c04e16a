import { isUserRefusal } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';
import { jsonTypeOf } from '../read-claim.ts';

/** A refusal whose body is no JSON object: an error page, or plain text. What B2C never sends only warns. */
export const errorBodyNotJson: ContractCheck = {
  id: 'error-body-not-json',
  severity: 'error',
  what: 'A refusal has no JSON body.',
  why: 'B2C cannot read it: the user gets a generic text in place of your message.',
  fix: 'Answer 4xx with application/json and version, status and userMessage, also where the framework refuses.',
  fact: 'rest-contract 4.1 and 4.2',
  check(exchange, report) {
    const { call, answer, json } = exchange;
    if (!isUserRefusal(exchange) || jsonTypeOf(json) === 'object') return;
    const type = answer?.headers?.['content-type']?.split(';')[0] ?? 'without a content type';
    const severity = call.intent === 'case' ? 'error' : 'warning';
    report(`The body of the ${answer?.status} is no JSON object (${type}).`, severity);
  },
};
