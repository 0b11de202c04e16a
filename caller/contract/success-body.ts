import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';
import { jsonTypeOf } from '../read-claim.ts';

/** 2xx whose body is no JSON object, where claims are declared. */
export const successBody: ContractCheck = {
  id: 'success-body',
  severity: 'error',
  what: 'A success is no JSON object.',
  why: 'B2C reads claims from the properties of one object; a root array cannot be mapped, and text is AADB2C90261.',
  fix: 'Answer with a flat JSON object, or with nothing where there is nothing to say.',
  fact: 'rest-contract 3.1',
  check(exchange, report) {
    const { profile, answer, json } = exchange;
    if (!isSuccess(exchange) || profile.outputClaims.length === 0) return;
    if (answer?.body.trim() === '' || jsonTypeOf(json) === 'object') return;
    report(
      json === undefined ? 'The body is no JSON.' : `The body is of type ${jsonTypeOf(json)}.`,
    );
  },
};
