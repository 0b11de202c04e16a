import { createHash, createPrivateKey, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { SettingsInvalid } from '../../shared/errors.ts';
import { type Environment, requireSecrets } from '../../shared/settings.ts';

/** The setting with the key that signs; `…__Next` is published beside it and signs nothing. */
const setting = 'Invitation__SigningKey';
const shortestModulus = 2048;

/** A key, and its certificate as a JWKS shows it. */
interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly jwk: Readonly<Record<string, unknown>>;
}

const read = new Map<string, SigningKey>();

/**
 * The keys of the settings, the one that signs first. Each is a PEM as Key Vault keeps a certificate:
 * private key and certificate, line breaks as they are or written `\n`.
 *
 * A rotation: put the new one into `…__Next`; when B2C has read the JWKS again (a day) swap the two; when
 * the last hint of the old one has ended (30 days) empty `…__Next`. At each moment every hint that is
 * good can be verified.
 * @throws SettingsInvalid for a setting that is missing or holds something else; never tells what it holds
 */
export function signingKeys(environment: Environment = process.env): readonly SigningKey[] {
  const [secrets = []] = requireSecrets([setting], environment);
  return secrets.map((pem, index) => {
    const known = read.get(pem) ?? readKey(pem, index === 0 ? setting : `${setting}__Next`);
    read.set(pem, known);
    return known;
  });
}

function readKey(text: string, name: string): SigningKey {
  const invalid = (problem: string) => new SettingsInvalid([{ setting: name, problem }]);
  const pem = text.replaceAll('\\n', '\n');
  const chain = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const [key] =
    /-----BEGIN ([A-Z ]*)PRIVATE KEY-----[^-]+-----END \1PRIVATE KEY-----/.exec(pem) ?? [];
  if (!key || !chain[0]) throw invalid('holds no private key with its certificate in PEM');
  const { privateKey, certificates } = parse(key, chain, invalid);
  const [own] = certificates;
  if (!own?.checkPrivateKey(privateKey)) throw invalid('has a certificate of another key');
  const { modulusLength = 0 } = privateKey.asymmetricKeyDetails ?? {};
  if (privateKey.asymmetricKeyType !== 'rsa' || modulusLength < shortestModulus) {
    throw invalid(`is no RSA key of at least ${shortestModulus} bits`);
  }
  return describe(privateKey, own, certificates);
}

function parse(key: string, chain: readonly string[], invalid: (problem: string) => Error) {
  try {
    return {
      privateKey: createPrivateKey(key),
      certificates: chain.map((certificate) => new X509Certificate(certificate)),
    };
  } catch {
    throw invalid('cannot be read: a key or a certificate is broken'); // the cause may quote it
  }
}

/** With all members that the samples of B2C have. @see facts rest-contract 7.4 */
function describe(
  privateKey: KeyObject,
  own: X509Certificate,
  certificates: readonly X509Certificate[],
): SigningKey {
  const { n, e } = own.publicKey.export({ format: 'jwk' });
  const x5t = createHash('sha1').update(own.raw).digest('base64url');
  const x5c = certificates.map(({ raw }) => raw.toString('base64'));
  const nbf = Math.floor(new Date(own.validFrom).getTime() / 1000);
  const jwk = { kid: x5t, use: 'sig', kty: 'RSA', alg: 'RS256', nbf, x5t, x5c, n, e };
  return { kid: x5t, privateKey, jwk };
}

/** A JWT of these claims, signed with the current key. @throws SettingsInvalid */
export function signToken(claims: object, environment: Environment = process.env): string {
  const [key] = signingKeys(environment);
  if (!key) throw new SettingsInvalid([{ setting, problem: 'is missing' }]);
  const header = { typ: 'JWT', alg: 'RS256', kid: key.kid };
  const content = [header, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${content}.${sign('sha256', Buffer.from(content), key.privateKey).toString('base64url')}`;
}
