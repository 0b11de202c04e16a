import { fold } from '../../compiler/id-map.ts';
import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';
import { ownProperty } from '../json-path.ts';

/** 2xx whose body speaks of an error. */
export const errorInSuccess: ContractCheck = {
  id: 'error-in-success',
  severity: 'error',
  what: 'A success has the body of an error.',
  why: 'B2C looks at the status: with 2xx the journey goes on, and the account is created.',
  fix: 'Answer 409 with the error body; to branch in the policy, return claims of your own.',
  fact: 'rest-contract 4.2 and 4.3',
  check(exchange, report) {
    const { profile, answer, json } = exchange;
    if (!isSuccess(exchange)) return;
    const declared = new Set(profile.outputClaims.map(({ wireName }) => fold(wireName)));
    const telling = signs.find(({ name, isError }) => {
      return !declared.has(fold(name)) && isError(ownProperty(json, name));
    });
    if (telling)
      report(`The answer is ${answer?.status}, and its "${telling.name}" tells of an error.`);
  },
};

const signs: readonly { name: string; isError(value: unknown): boolean }[] = [
  { name: 'status', isError: (value) => Number(value) >= 400 || value === 'error' },
  { name: 'statusCode', isError: (value) => Number(value) >= 400 },
  { name: 'success', isError: (value) => value === false },
  { name: 'ok', isError: (value) => value === false },
  { name: 'error', isError: isTold },
  { name: 'errors', isError: isTold },
];

function isTold(value: unknown): boolean {
  return typeof value === 'object' ? value !== null : Boolean(value);
}
