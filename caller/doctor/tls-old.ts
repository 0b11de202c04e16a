import type { DoctorCheck } from '../doctor-check.ts';

/** The server still speaks TLS 1.1 or older. */
export const tlsOld: DoctorCheck = {
  id: 'tls-old',
  severity: 'warning',
  probe: 'connection',
  what: 'TLS 1.1 or older is taken.',
  why: 'B2C needs TLS 1.2; whoever asks for less is not B2C.',
  fix: 'Set minTlsVersion to 1.2, at a front door too.',
  fact: 'rest-contract 3.4, infra 2',
  check({ handshake }, report) {
    if (handshake?.takesOld) report('A caller that offers TLS 1.1 at most is served.');
  },
};
