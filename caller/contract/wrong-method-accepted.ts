import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A success for a method that the policy's SendClaimsIn does not use. */
export const wrongMethodAccepted: ContractCheck = {
  id: 'wrong-method-accepted',
  severity: 'warning',
  what: 'Another method than the policy uses is answered.',
  why: 'What is sent by GET stands in logs, and a link may then do what only a journey should.',
  fix: 'Serve the one method that SendClaimsIn leads to: POST for Body and Form, GET for the others.',
  fact: 'rest-contract 1.3',
  check(exchange, report) {
    const { call, answer } = exchange;
    if (call.intent !== 'wrong-method' || !isSuccess(exchange)) return;
    report(`${call.request?.method} is answered with ${answer?.status}; it should be 405 or 404.`);
  },
};
