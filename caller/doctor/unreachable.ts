import type { DoctorCheck } from '../doctor-check.ts';

/** Nobody answers at the address. */
export const unreachable: DoctorCheck = {
  id: 'unreachable',
  severity: 'error',
  probe: 'connection',
  what: 'The deployment cannot be reached.',
  why: 'B2C calls it over the public internet, by the same name.',
  fix: 'Compare the address with ApiUrl of the policies, and look whether the app runs.',
  fact: 'rest-contract 3.4',
  check({ failure }, report) {
    if (failure !== undefined) report(`There is no answer: ${failure}.`);
  },
};
