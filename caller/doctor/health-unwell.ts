import type { DoctorCheck } from '../doctor-check.ts';

/** The functions say that they cannot serve, or have no health. */
export const healthUnwell: DoctorCheck = {
  id: 'health-unwell',
  severity: 'error',
  probe: 'health',
  what: 'The functions are not ready.',
  why: 'A setting is missing or a dependency does not answer: calls that need it get 503.',
  fix: 'Read the log, or give Health__Key: then health says what is missing.',
  fact: 'infra 3',
  check({ health }, report) {
    if (health === undefined || health.status === 200) return;
    const { problems } = (health.body ?? {}) as { readonly problems?: unknown };
    const told = Array.isArray(problems) ? ` ${problems.join(' ')}` : '';
    if (health.status === 503) report(`Health answers 503.${told}`);
    else report(`Health answers ${health.status}; it should be 200.`, 'warning');
  },
};
