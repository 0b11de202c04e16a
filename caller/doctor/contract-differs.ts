import type { DoctorCheck } from '../doctor-check.ts';

/** What is deployed was generated from other policies. */
export const contractDiffers: DoctorCheck = {
  id: 'contract-differs',
  severity: 'warning',
  probe: 'health',
  what: 'The deployment serves another contract.',
  why: 'Claims, routes or credentials differ from those of the policies here.',
  fix: 'Deploy this code, or compare with the revision that is deployed ("countersign diff").',
  fact: 'infra 8',
  check({ health, contract }, report) {
    const { contract: served } = (health?.body ?? {}) as { readonly contract?: unknown };
    if (typeof served !== 'string' || contract === undefined || served === contract) return;
    report(`It serves the contract ${served}; here it is ${contract}.`);
  },
};
