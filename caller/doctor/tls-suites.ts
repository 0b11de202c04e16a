import type { DoctorCheck } from '../doctor-check.ts';

/** TLS 1.2 with B2C's cipher suites does not come about. */
export const tlsSuites: DoctorCheck = {
  id: 'tls-suites',
  severity: 'error',
  probe: 'connection',
  what: 'TLS 1.2 with a cipher suite of B2C is not taken.',
  why: 'That B2C speaks TLS 1.3 is not documented: with TLS 1.2 it offers ECDHE with AES in GCM, or in CBC with SHA-2.',
  fix: 'Allow TLS 1.2 and one of these suites where TLS ends.',
  fact: 'rest-contract 3.4',
  check({ handshake }, report) {
    if (handshake && !handshake.takesSuites) {
      report(
        `A caller with TLS 1.2 and B2C's suites is refused; others get ${handshake.protocol}.`,
      );
    }
  },
};
