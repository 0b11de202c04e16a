import type { ContractCheck } from '../contract-check.ts';

/** A refusal that B2C can read, with a status that its documentation does not name. */
export const refusalStatus: ContractCheck = {
  id: 'refusal-status',
  severity: 'warning',
  what: 'A refusal has another status than 409.',
  why: 'Only 409 is documented; others were seen to work, and 401 and 403 are taken for a credential fault.',
  fix: 'Answer 409, and write "status": 409 into the body.',
  fact: 'rest-contract 4.2',
  check({ call, outcome }, report) {
    if (call.intent !== 'case' || outcome?.outcome !== 'error') return;
    for (const { about, text } of outcome.remarks) report(`The ${about} ${text}.`);
  },
};
