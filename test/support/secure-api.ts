import { createServer } from 'node:https';
import type { TestContext } from 'node:test';
import type { TLSSocket } from 'node:tls';
import forge from 'node-forge';
import { listen } from './listen.ts';

/** An HTTPS server that asks for a client certificate and says which one came. */
export interface SecureApi {
  readonly url: string;
  /** PEM of the server's certificate, for the caller to trust. */
  readonly certificate: string;
  /** Thumbprints of the clients, in their order; undefined for one without a certificate. */
  readonly clients: readonly (string | undefined)[];
}

/** Starts the server on a free port; it ends with the test. */
export async function startSecureApi(t: TestContext): Promise<SecureApi> {
  const { key, cert } = makeServerCertificate();
  const clients: (string | undefined)[] = [];
  const options = { key, cert, requestCert: true, rejectUnauthorized: false };
  const server = createServer(options, (request, response) => {
    const { fingerprint } = (request.socket as TLSSocket).getPeerCertificate();
    clients.push(fingerprint?.replaceAll(':', ''));
    response.end('{}');
  });
  const url = `https://localhost:${await listen(t, server)}`;
  return { url, certificate: cert, clients };
}

function makeServerCertificate() {
  const keys = forge.pki.rsa.generateKeyPair(2048);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = keys.publicKey;
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date('2020-01-01');
  certificate.validity.notAfter = new Date('2120-01-01');
  certificate.setSubject([{ shortName: 'CN', value: 'localhost' }]);
  certificate.setIssuer([{ shortName: 'CN', value: 'localhost' }]);
  certificate.setExtensions([
    { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
  ]);
  certificate.sign(keys.privateKey, forge.md.sha256.create());
  return {
    key: forge.pki.privateKeyToPem(keys.privateKey),
    cert: forge.pki.certificateToPem(certificate),
  };
}
