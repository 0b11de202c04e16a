import type { DoctorCheck } from '../doctor-check.ts';

/** The server's certificate is not believed on this machine. */
export const certificateUntrusted: DoctorCheck = {
  id: 'certificate-untrusted',
  severity: 'error',
  probe: 'connection',
  what: "The server's certificate is not trusted.",
  why: 'B2C calls nobody whose certificate is not of a public authority, or of another name.',
  fix: 'Use the default host name of the app, or a certificate of a public authority for this name.',
  fact: 'rest-contract 3.4',
  check({ handshake }, report) {
    if (handshake?.distrust) report(`The certificate is not trusted (${handshake.distrust}).`);
  },
};
