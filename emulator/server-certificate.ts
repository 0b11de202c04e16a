import { generateKeyPair, randomBytes, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { pki } from 'node-forge';
import { readKeyFile, writeKeyFile } from '../caller/key-file.ts';

/** What HTTPS on this machine needs. */
export interface ServerCertificate {
  /** The server's certificate and that of its authority, as PEM. */
  readonly cert: string;
  /** The server's private key, as PEM. */
  readonly key: string;
  /** The file of the authority's certificate: what clients are told to trust. */
  readonly authorityFile: string;
}

const day = 24 * 60 * 60 * 1000;
const renewalWindow = 30 * day;
const clockSkew = 5 * 60 * 1000;
/** Apple's limit is 825 days. */
const lifetime = 730 * day;

/**
 * The development certificate of `folder`, for localhost, 127.0.0.1 and ::1: made at first use, made
 * anew when it expires within 30 days. It is signed by an authority of its own whose private key is
 * thrown away at once: who trusts the authority trusts this one server, and nobody can sign another.
 */
export async function ensureServerCertificate(wanted: {
  readonly folder: string;
  readonly now: Date;
}): Promise<ServerCertificate> {
  const authorityFile = join(wanted.folder, 'emulator-authority.pem');
  const serverFile = join(wanted.folder, 'emulator-server.pem');
  const [authority, server] = await Promise.all([
    readKeyFile(authorityFile),
    readKeyFile(serverFile),
  ]);
  if (authority !== undefined && server !== undefined && isGood(authority, server, wanted.now)) {
    return { ...parts(server), authorityFile };
  }
  const made = await makeCertificates(wanted.now);
  await writeKeyFile(authorityFile, made.authority, true);
  return { ...parts(await writeKeyFile(serverFile, made.server, true)), authorityFile };
}

/** The two files were made together, and are good for a while. */
function isGood(authority: string, server: string, now: Date): boolean {
  try {
    const own = new X509Certificate(server);
    const isSigned = own.verify(new X509Certificate(authority).publicKey);
    return isSigned && own.validToDate.getTime() - now.getTime() > renewalWindow;
  } catch {
    return false; // half written, or something else
  }
}

function parts(server: string): { readonly cert: string; readonly key: string } {
  const start = server.indexOf('-----BEGIN CERTIFICATE-----');
  return { key: server.slice(0, start), cert: server.slice(start) };
}

/** The library loads only when a certificate is made. */
async function makeCertificates(now: Date): Promise<{ authority: string; server: string }> {
  const { default: forge } = await import('node-forge');
  const [authorityKeys, serverKeys] = await Promise.all([makeKeys(), makeKeys()]);
  const authorityName = [
    { shortName: 'CN', value: `Countersign emulator ${randomBytes(4).toString('hex')}` },
  ];
  const sign = (
    publicKey: string,
    subject: pki.CertificateField[],
    extensions: readonly object[],
  ): string => {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = forge.pki.publicKeyFromPem(publicKey);
    certificate.serialNumber = `01${randomBytes(15).toString('hex')}`; // positive, without leading zeros
    certificate.validity.notBefore = new Date(now.getTime() - clockSkew);
    certificate.validity.notAfter = new Date(now.getTime() + lifetime);
    certificate.setSubject(subject);
    certificate.setIssuer(authorityName);
    certificate.setExtensions([...extensions]);
    certificate.sign(
      forge.pki.privateKeyFromPem(authorityKeys.privateKey),
      forge.md.sha256.create(),
    );
    return forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
  };
  const authority = sign(authorityKeys.publicKey, authorityName, authorityExtensions);
  const server = sign(
    serverKeys.publicKey,
    [{ shortName: 'CN', value: 'localhost' }],
    serverExtensions,
  );
  return { authority, server: `${serverKeys.privateKey}${server}${authority}` };
}

const authorityExtensions = [
  { name: 'basicConstraints', cA: true, pathLenConstraint: 0, critical: true },
  { name: 'keyUsage', keyCertSign: true, critical: true },
  { name: 'subjectKeyIdentifier' },
];

const dnsName = 2;
const ipAddress = 7;

const serverExtensions = [
  { name: 'basicConstraints', cA: false, critical: true },
  { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
  { name: 'extKeyUsage', serverAuth: true },
  {
    name: 'subjectAltName',
    altNames: [
      { type: dnsName, value: 'localhost' },
      { type: ipAddress, ip: '127.0.0.1' },
      { type: ipAddress, ip: '::1' },
    ],
  },
];

function makeKeys() {
  return promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}
