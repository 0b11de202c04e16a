import { X509Certificate } from 'node:crypto';
import type { AuthenticationContext, Authenticator } from './authenticate.ts';
import { decodeBase64 } from './base64.ts';
import { CallerUnauthenticated } from './errors.ts';
import type { Authentication } from './profile.ts';
import { certificatePins, isCertificateForwarded, normalizeThumbprint } from './settings.ts';

/**
 * Believes `X-ARR-ClientCert` (base64 of the DER) where the platform has been told to set it, and then
 * only certificates that are valid now and pinned by `<StorageReferenceId>__Thumbprints`.
 * @see facts rest-contract 2.4
 */
export function clientCertificate(
  { certificate }: Authentication & { type: 'ClientCertificate' },
  { environment, now }: AuthenticationContext,
): Authenticator {
  const pins = certificatePins(certificate, environment);
  const isForwarded = isCertificateForwarded(environment);
  return (request) => {
    if (!isForwarded) {
      throw new CallerUnauthenticated('The setting "ClientCertificateForwarded" is not "true".');
    }
    const presented = readCertificate(request.headers.get('x-arr-clientcert'));
    if (!isValidAt(presented, now())) {
      throw new CallerUnauthenticated('The client certificate is expired or not yet valid.');
    }
    if (!pins.has(normalizeThumbprint(presented.fingerprint))) {
      throw new CallerUnauthenticated('The client certificate is not pinned.');
    }
  };
}

/** The header is one certificate as the platform writes it; the library alone would take more. */
function readCertificate(header: string | null): X509Certificate {
  if (header === null) throw new CallerUnauthenticated('There is no client certificate.');
  const certificate = parseCertificate(decodeBase64(header));
  if (certificate === undefined) {
    throw new CallerUnauthenticated('The client certificate is malformed.');
  }
  return certificate;
}

function parseCertificate(bytes: Buffer | undefined): X509Certificate | undefined {
  if (bytes === undefined) return undefined;
  try {
    const certificate = new X509Certificate(bytes);
    return certificate.raw.equals(bytes) ? certificate : undefined;
  } catch {
    return undefined;
  }
}

function isValidAt({ validFromDate, validToDate }: X509Certificate, now: Date): boolean {
  return validFromDate <= now && now <= validToDate;
}
