import { isUserRefusal } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';
import { ownProperty } from '../json-path.ts';
import { jsonTypeOf } from '../read-claim.ts';

/** A refusal in JSON that lacks what B2C reads. What B2C never sends only warns. */
export const errorBodyIncomplete: ContractCheck = {
  id: 'error-body-incomplete',
  severity: 'error',
  what: 'The JSON of a refusal is not what B2C reads.',
  why: 'Without version, status and userMessage the user gets a generic text in place of your message.',
  fix: 'Send {"version": "1.0.0", "status": 409, "userMessage": "…"}: text, a whole number, and text.',
  fact: 'rest-contract 4.1 and 4.2',
  check(exchange, report) {
    const { call, answer, json } = exchange;
    if (!isUserRefusal(exchange) || jsonTypeOf(json) !== 'object') return;
    const faults = members.flatMap(([name, type]) => faultOf(ownProperty(json, name), name, type));
    if (faults.length === 0) return;
    const severity = call.intent === 'case' ? 'error' : 'warning';
    report(`In the body of the ${answer?.status} ${faults.join(', ')}.`, severity);
  },
};

const members = [
  ['version', 'string'],
  ['status', 'number'],
  ['userMessage', 'string'],
] as const;

function faultOf(value: unknown, name: string, type: 'string' | 'number'): string[] {
  if (value === undefined) return [`"${name}" is missing`];
  if (typeof value !== type) return [`"${name}" is of type ${jsonTypeOf(value)}, not ${type}`];
  return value === '' ? [`"${name}" is empty`] : [];
}
