import { X509Certificate } from 'node:crypto';
import { SettingsInvalid } from './errors.ts';
import { type Environment, flagSetting, listSetting, requireSetting } from './settings.ts';

/** Which client certificates are believed. */
export interface CertificateTrust {
  /** SHA-1 in .NET's form, in the setting's order; empty where names are pinned instead. */
  readonly thumbprints: readonly string[];
  /** Subject and issuer as `nameOf` writes them; only authorities make them hard to forge. */
  readonly names: readonly string[];
  /** Who must have issued the certificate; empty: its pin is enough. */
  readonly authorities: readonly X509Certificate[];
}

const sha1 = /^[0-9A-F]{40}$/;
const forwardingSetting = 'ClientCertificateForwarded';

/**
 * Reads `<StorageReferenceId>__Thumbprints`, or `…__Names` with `…__Authorities`. Throws
 * SettingsInvalid where nothing is pinned, or names are pinned that anybody could write.
 * @see facts rest-contract 2.4
 */
export function certificateTrust(certificate: string, environment: Environment): CertificateTrust {
  const [pins, names, issuers] = [
    `${certificate}__Thumbprints`,
    `${certificate}__Names`,
    `${certificate}__Authorities`,
  ];
  const isSet = (setting: string) => Boolean(environment[setting]?.trim());
  const authorities = isSet(issuers) ? readAuthorities(issuers, environment) : [];
  if (!isSet(names))
    return { thumbprints: readThumbprints(pins, environment), names: [], authorities };
  if (authorities.length === 0) {
    const problem = 'is missing: anybody can make a certificate with pinned names';
    throw new SettingsInvalid([{ setting: issuers, problem }]);
  }
  const thumbprints = isSet(pins) ? readThumbprints(pins, environment) : [];
  return { thumbprints, names: readNames(names, environment), authorities };
}

/**
 * Whether the platform sets `X-ARR-ClientCert`, so that it may be believed. Absent is no. Throws
 * SettingsInvalid for any other word than `true` and `false`.
 */
export function isCertificateForwarded(environment: Environment): boolean {
  return flagSetting(forwardingSetting, environment);
}

/** Without it the profile answers 401 to everyone, which nobody wants who has such a profile. */
export function requireForwarding(environment: Environment): void {
  if (isCertificateForwarded(environment)) return;
  const problem = 'is not "true": every client certificate is refused';
  throw new SettingsInvalid([{ setting: forwardingSetting, problem }]);
}

/** .NET writes a thumbprint without colons, Node with them. */
export function normalizeThumbprint(thumbprint: string): string {
  return thumbprint.replaceAll(/[:\s]/g, '').toUpperCase();
}

/** `CN=club, O=Lake > CN=Lake CA`: subject and issuer, however a tool orders or spaces their parts. */
export function nameOf({ subject, issuer }: Pick<X509Certificate, 'subject' | 'issuer'>): string {
  return `${normalizeName(subject, '\n')} > ${normalizeName(issuer, '\n')}`;
}

function readThumbprints(setting: string, environment: Environment): string[] {
  const pins = listSetting(setting, environment).map(normalizeThumbprint);
  if (pins.every((pin) => sha1.test(pin))) return pins;
  throw new SettingsInvalid([{ setting, problem: 'holds something that is no SHA-1 thumbprint' }]);
}

/** Names have commas, so pins are parted by semicolons. */
function readNames(setting: string, environment: Environment): string[] {
  const pins = requireSetting(setting, environment)
    .split(';')
    .filter((pin) => pin.trim() !== '');
  return pins.map((pin) => {
    const [subject = '', issuer = '', ...rest] = pin.split('>');
    if (subject.includes('=') && issuer.includes('=') && rest.length === 0) {
      return `${normalizeName(subject, ',')} > ${normalizeName(issuer, ',')}`;
    }
    throw new SettingsInvalid([{ setting, problem: 'holds no "subject > issuer"' }]);
  });
}

/** OpenSSL and .NET write the parts of a name in opposite order. */
function normalizeName(name: string, separator: string): string {
  const parts = name.split(separator).map((part) => part.trim().replace(/\s*=\s*/, '='));
  return parts.sort().join(', ');
}

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** PEM, one after the other, or base64 of DER parted by commas. A line break may be written `\n`. */
function readAuthorities(setting: string, environment: Environment): X509Certificate[] {
  const text = requireSetting(setting, environment).replaceAll(String.raw`\n`, '\n');
  const isPem = text.includes('-----BEGIN');
  const encoded = isPem ? (text.match(pemBlock) ?? []) : listSetting(setting, environment);
  const authorities = encoded.map((one) => parse(isPem ? one : Buffer.from(one, 'base64')));
  const usable = authorities.filter((one) => one?.ca === true).filter((one) => one !== undefined);
  if (usable.length > 0 && usable.length === authorities.length) return usable;
  throw new SettingsInvalid([
    { setting, problem: 'holds something that is no certificate of an authority' },
  ]);
}

function parse(encoded: string | Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(encoded);
  } catch {
    return undefined;
  }
}
