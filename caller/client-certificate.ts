import { generateKeyPair, randomBytes, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import { readKeyFile, writeKeyFile } from './key-file.ts';
import { keyFile } from './keys.ts';

/** What a caller needs of a client certificate. `pem` holds the private key. */
export interface ClientCertificate {
  readonly pem: string;
  /** Base64 of the certificate's DER without armor: the value of `X-ARR-ClientCert`. */
  readonly der: string;
  /** SHA-1 in upper-case hex, as a pin is written. */
  readonly thumbprint: string;
  readonly expires: Date;
}

const day = 24 * 60 * 60 * 1000;
const renewalWindow = 30 * day;
const clockSkew = 5 * 60 * 1000;

/**
 * The development certificate `<folder>/<StorageReferenceId>.pem`: made at first use, made anew
 * when it expires within 30 days. RSA 2048, self-signed, valid for two years, readable by its owner.
 * @throws where the file is there and holds no certificate: it is not overwritten
 */
export async function ensureClientCertificate(wanted: {
  readonly folder: string;
  readonly storageReferenceId: string;
  readonly now: Date;
}): Promise<ClientCertificate> {
  const file = keyFile(wanted.folder, wanted.storageReferenceId);
  const present = await readKeyFile(file);
  if (present !== undefined) {
    const certificate = readClientCertificate(present);
    if (certificate.expires.getTime() - wanted.now.getTime() > renewalWindow) return certificate;
  }
  const pem = await selfSignedPem(wanted.storageReferenceId, wanted.now);
  return readClientCertificate(await writeKeyFile(file, pem, present !== undefined));
}

/** @throws where the text holds no certificate; the message never quotes the text */
export function readClientCertificate(pem: string): ClientCertificate {
  const certificate = new X509Certificate(pem);
  return {
    pem,
    der: certificate.raw.toString('base64'),
    thumbprint: certificate.fingerprint.replaceAll(':', ''),
    expires: new Date(certificate.validTo),
  };
}

/** A new RSA key and a certificate that it has signed itself, good for two years, in one PEM. */
export async function selfSignedPem(commonName: string, now: Date): Promise<string> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return privateKey + (await selfSign({ commonName, privateKey, publicKey, now }));
}

interface Unsigned {
  readonly commonName: string;
  readonly privateKey: string;
  readonly publicKey: string;
  readonly now: Date;
}

/** Node reads X.509 and cannot write it. The library loads only when a certificate is made. */
async function selfSign({ commonName, privateKey, publicKey, now }: Unsigned): Promise<string> {
  const { default: forge } = await import('node-forge');
  const certificate = forge.pki.createCertificate();
  const name = [{ shortName: 'CN', value: commonName }];
  certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`; // positive, without leading zeros
  certificate.validity.notBefore = new Date(now.getTime() - clockSkew);
  certificate.validity.notAfter = inTwoYears(now);
  certificate.setSubject(name);
  certificate.setIssuer(name);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: false, critical: true },
    { name: 'keyUsage', digitalSignature: true, critical: true },
    { name: 'extKeyUsage', clientAuth: true },
    { name: 'subjectKeyIdentifier' },
  ]);
  certificate.sign(forge.pki.privateKeyFromPem(privateKey), forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
}

function inTwoYears(now: Date): Date {
  const date = new Date(now);
  date.setUTCFullYear(date.getUTCFullYear() + 2);
  return date;
}
