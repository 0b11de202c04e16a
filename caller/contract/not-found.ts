import { isRouteMissing } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** 404 or 405 for the policy's own method, and no refusal of the backend's own. */
export const notFound: ContractCheck = {
  id: 'not-found',
  severity: 'error',
  what: 'Nothing answers at this address.',
  why: 'Whatever else this run finds of the profile says little: the route, or the method, is not there.',
  fix: 'Compare the path and method of the ServiceUrl with the routes of the backend.',
  fact: 'rest-contract 1.3',
  check(exchange, report) {
    const { profile, answer } = exchange;
    if (!isRouteMissing(exchange)) return;
    report(`${profile.method} is answered with ${answer?.status}, as if there were no such route.`);
  },
};
