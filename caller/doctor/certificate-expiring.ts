import { type DoctorCheck, daysUntil } from '../doctor-check.ts';

/** The server's certificate is over, or soon will be. */
export const certificateExpiring: DoctorCheck = {
  id: 'certificate-expiring',
  severity: 'warning',
  probe: 'connection',
  what: "The server's certificate ends soon.",
  why: 'On that day every sign-in that calls the backend fails.',
  fix: 'Renew it, or find out why it was not renewed by itself.',
  fact: 'rest-contract 3.4',
  check({ handshake, now }, report) {
    if (handshake === undefined) return;
    const days = daysUntil(handshake.expires, now);
    const date = handshake.expires.toISOString().slice(0, 10);
    if (days < 0) report(`The certificate ended on ${date}.`, 'error');
    else if (days < 21) report(`The certificate ends in ${days} days, on ${date}.`);
  },
};
