import { type DoctorCheck, daysUntil } from '../doctor-check.ts';

/** A secret or a client certificate is over, or soon will be. */
export const secretExpiring: DoctorCheck = {
  id: 'secret-expiring',
  severity: 'warning',
  probe: 'secrets',
  what: 'A secret ends soon.',
  why: 'An expired client certificate is refused, and an expired policy key is not sent (AADB2C90220).',
  fix: 'Rotate it while both values are taken: "countersign keys rotate".',
  fact: 'rest-contract 2.4 and 3.5',
  check({ secrets, now }, report) {
    for (const { name, expires } of secrets) {
      const days = daysUntil(expires, now);
      const date = expires.toISOString().slice(0, 10);
      if (days < 0) report(`"${name}" ended on ${date}.`, 'error');
      else if (days < 30) report(`"${name}" ends in ${days} days, on ${date}.`);
    }
  },
};
