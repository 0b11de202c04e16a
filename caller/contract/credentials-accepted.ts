import { isSuccess } from '../contract-call.ts';
import type { ContractCheck } from '../contract-check.ts';

/** A caller without the right credentials got a success. */
export const credentialsAccepted: ContractCheck = {
  id: 'credentials-accepted',
  severity: 'error',
  what: 'A caller without the right credentials is answered.',
  why: 'The API is on the public internet, and no list of addresses can guard it: whoever finds it can call it.',
  fix: "Check the credentials that the profile's AuthenticationType sends, before anything else, and answer 401.",
  fact: 'rest-contract 2.1, 2.2 and 3.4',
  check(exchange, report) {
    const { call, answer } = exchange;
    if (call.intent !== 'wrong-credentials' || !isSuccess(exchange)) return;
    report(`The answer is ${answer?.status}; it should be 401.`);
  },
};
