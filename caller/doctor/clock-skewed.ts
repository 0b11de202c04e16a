import type { DoctorCheck } from '../doctor-check.ts';

const tolerableMs = 30_000;
const ruinousMs = 300_000;

/** Their clock and ours differ. */
export const clockSkewed: DoctorCheck = {
  id: 'clock-skewed',
  severity: 'warning',
  probe: 'pace',
  what: 'The clocks differ.',
  why: 'Tokens, codes and certificates are judged by the clock; a proxy that answers from its memory shows an old date too.',
  fix: 'Look at the clock of this machine first; then whether something in between keeps answers.',
  fact: 'rest-contract 2.3',
  check({ skewMs = 0 }, report) {
    const seconds = Math.round(Math.abs(skewMs) / 1000);
    const told = `Their clock is ${seconds} seconds ${skewMs > 0 ? 'before' : 'behind'} ours.`;
    if (Math.abs(skewMs) > ruinousMs) report(told, 'error');
    else if (Math.abs(skewMs) > tolerableMs) report(told);
  },
};
