import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import forge from 'node-forge';

/** What a test says of a certificate. */
export interface CertificateParts {
  /** Its CN; its O is `Club`. */
  readonly name: string;
  /** Who signs it; by default it signs itself. */
  readonly issuer?: TestCertificate;
  readonly isAuthority?: boolean;
  /** Names of the servers it is for. */
  readonly hosts?: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** A certificate and what to sign others with. */
export interface TestCertificate {
  readonly pem: string;
  /** Base64 of the DER: the value of `X-ARR-ClientCert`. */
  readonly der: string;
  /** SHA-1 as a pin is written. */
  readonly thumbprint: string;
  readonly name: readonly { readonly shortName: string; readonly value: string }[];
  readonly privateKey: string;
}

let serialNumber = 1;

/** Makes a certificate with a new RSA key. */
export function makeCertificate(parts: CertificateParts): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const name = [
    { shortName: 'O', value: 'Club' },
    { shortName: 'CN', value: parts.name },
  ];
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = String(serialNumber++).padStart(2, '0');
  certificate.validity.notBefore = parts.notBefore;
  certificate.validity.notAfter = parts.notAfter;
  certificate.setSubject(name);
  certificate.setIssuer([...(parts.issuer?.name ?? name)]);
  const altNames = (parts.hosts ?? []).map((value) => ({ type: 2, value }));
  certificate.setExtensions([
    { name: 'basicConstraints', cA: parts.isAuthority ?? false },
    ...(altNames.length > 0 ? [{ name: 'subjectAltName', altNames }] : []),
  ]);
  const signingKey = forge.pki.privateKeyFromPem(parts.issuer?.privateKey ?? privateKey);
  certificate.sign(signingKey, forge.md.sha256.create());
  const pem = forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
  const { raw, fingerprint } = new X509Certificate(pem);
  const thumbprint = fingerprint.replaceAll(':', '');
  return { pem, der: raw.toString('base64'), thumbprint, name, privateKey };
}
