import type { ContractCheck } from '../contract-check.ts';

/** B2C could not even make the call. */
export const notSent: ContractCheck = {
  id: 'not-sent',
  severity: 'error',
  what: 'The call could not be made.',
  why: 'Without it nothing is known of this profile: B2C would end the journey here.',
  fix: 'Set the policy key as an environment variable or in local.settings.json, give the claim that the profile needs, or lead the policy to a token endpoint that answers (--setting).',
  fact: 'rest-contract 1.4 and 2.1',
  check({ call: { notSent } }, report) {
    if (notSent) report(notSent.message);
  },
};
