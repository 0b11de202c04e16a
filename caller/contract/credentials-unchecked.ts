import { isRefusal, isRouteMissing } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** The request was judged before the caller was, or the caller is not judged at all. */
export const credentialsUnchecked: ContractCheck = {
  id: 'credentials-unchecked',
  severity: 'error',
  what: 'A caller without the right credentials is not refused for that.',
  why: 'These calls bring no claims. Who hears about claims before credentials can probe the API, and with right claims may well be answered.',
  fix: 'Check the credentials first, and answer 401 whatever the request holds.',
  fact: 'rest-contract 2.2',
  check(exchange, report) {
    const { call, answer } = exchange;
    if (call.intent !== 'wrong-credentials' || !isRefusal(exchange)) return;
    if (answer?.status === 401 || answer?.status === 403 || isRouteMissing(exchange)) return;
    report(`The answer is ${answer?.status}; it should be 401.`);
  },
};
