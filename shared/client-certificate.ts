import { hash, X509Certificate } from 'node:crypto';
import type { AuthenticationContext, Authenticator, Proof } from './authenticator.ts';
import { decodeBase64 } from './base64.ts';
import {
  type CertificateTrust,
  certificateTrust,
  isCertificateForwarded,
  nameOf,
  normalizeThumbprint,
} from './client-certificate-trust.ts';
import { CallerUnauthenticated } from './errors.ts';
import type { Authentication } from './profile.ts';

/** Certificates of one credential; a rotation needs two. */
const mostRemembered = 100;

/** What is known of a certificate that was believed, besides the time. */
interface Believed {
  readonly proof: Proof;
  /** The certificate, and its authority where there is one: all must be valid. */
  readonly chain: readonly X509Certificate[];
}

/**
 * Believes `X-ARR-ClientCert` (base64 of the DER) where the platform has been told to set it, and then
 * only certificates that are valid now, pinned by thumbprint or by names, and of a configured authority
 * where there are such. What does not change with time is found out once for each certificate.
 * @see facts rest-contract 2.4
 */
export function clientCertificate(
  { certificate }: Authentication & { type: 'ClientCertificate' },
  { environment, now }: AuthenticationContext,
): Authenticator {
  const trust = certificateTrust(certificate, environment);
  const isForwarded = isCertificateForwarded(environment);
  const remembered = new Map<string, Believed>();
  return (request) => {
    if (!isForwarded) {
      throw new CallerUnauthenticated('The setting "ClientCertificateForwarded" is not "true".');
    }
    const header = request.headers.get('x-arr-clientcert');
    if (header === null) throw new CallerUnauthenticated('There is no client certificate.');
    const digest = hash('sha256', header, 'base64');
    const { proof, chain } = remembered.get(digest) ?? judge(header, trust);
    const at = now();
    if (!chain.every((one) => one.validFromDate <= at && at <= one.validToDate)) {
      throw new CallerUnauthenticated('The client certificate is expired or not yet valid.');
    }
    if (remembered.size < mostRemembered) remembered.set(digest, { proof, chain });
    return proof;
  };
}

function judge(header: string, trust: CertificateTrust): Believed {
  const certificate = parseCertificate(decodeBase64(header));
  if (certificate === undefined) {
    throw new CallerUnauthenticated('The client certificate is malformed.');
  }
  const pin = pinOf(certificate, trust);
  if (pin < 0) throw new CallerUnauthenticated('The client certificate is not pinned.');
  const proof: Proof = {
    slot: pin === 0 ? 'current' : 'next',
    isRotating: trust.thumbprints.length + trust.names.length > 1,
  };
  if (trust.authorities.length === 0) return { proof, chain: [certificate] };
  const authority = trust.authorities.find((one) => isIssuedBy(certificate, one));
  if (authority) return { proof, chain: [certificate, authority] };
  throw new CallerUnauthenticated('No configured authority has issued the client certificate.');
}

/** The header is one certificate as the platform writes it; the library alone would take more. */
function parseCertificate(bytes: Buffer | undefined): X509Certificate | undefined {
  if (bytes === undefined) return undefined;
  try {
    const certificate = new X509Certificate(bytes);
    return certificate.raw.equals(bytes) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

/** Which of the pins it has: the first is the current one, those behind it follow in a rotation. */
function pinOf(certificate: X509Certificate, { thumbprints, names }: CertificateTrust): number {
  const thumbprint = thumbprints.indexOf(normalizeThumbprint(certificate.fingerprint));
  if (thumbprint >= 0) return thumbprint;
  const name = names.indexOf(nameOf(certificate));
  return name < 0 ? name : thumbprints.length + name;
}

function isIssuedBy(certificate: X509Certificate, authority: X509Certificate): boolean {
  return certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
}
