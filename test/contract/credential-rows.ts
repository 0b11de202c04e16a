import { createHmac } from 'node:crypto';
import type { TestCertificate } from '../support/certificates.ts';
import { type TokenIssuer, tokenClient } from '../support/token-issuer.ts';

/** A credential and what comes of it. */
export interface CredentialRow {
  readonly name: string;
  /** The fixture's function. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: 200 | 401 | 503;
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function rowsOf(path: string, header: string) {
  return (name: string, value: string | undefined, status: CredentialRow['status']) => ({
    name,
    path,
    headers: value === undefined ? {} : { [header]: value },
    status,
  });
}

const basic = rowsOf('basic', 'authorization');

/** User `club`, password `pass:word`, next password `fresh`. */
export const basicRows: readonly CredentialRow[] = [
  basic('right', `Basic ${base64('club:pass:word')}`, 200),
  basic('rotated: the next password', `Basic ${base64('club:fresh')}`, 200),
  basic('the scheme in other letters', `bASIC ${base64('club:pass:word')}`, 200),
  basic('absent', undefined, 401),
  basic('wrong password', `Basic ${base64('club:word')}`, 401),
  basic('wrong user', `Basic ${base64('Club:pass:word')}`, 401),
  basic('no password', `Basic ${base64('club:')}`, 401),
  basic('no colon', `Basic ${base64('club')}`, 401),
  basic('nothing behind the scheme', 'Basic', 401),
  basic('no base64', 'Basic club:pass:word', 401),
  basic('base64 without its padding', `Basic ${base64('club:fresh').replaceAll('=', '')}`, 401),
  basic('base64 with more behind it', `Basic ${base64('club:fresh')}!`, 401),
  basic('right, under another scheme', `Bearer ${base64('club:pass:word')}`, 401),
];

const key = rowsOf('key', 'x-api-key');

/** Header `X-Api-Key`, key `key`, next key `fresh`. */
export const keyRows: readonly CredentialRow[] = [
  key('right', 'key', 200),
  key('rotated: the next key', 'fresh', 200),
  key('absent', undefined, 401),
  key('wrong', 'kez', 401),
  key('in other letters', 'KEY', 401),
  key('empty', '', 401),
  key('twice', 'key,key', 401),
  rowsOf('key', 'authorization')('right, in another header', 'key', 401),
  rowsOf('retired', 'x-api-key')('rotated away: the former key', 'key', 401),
  rowsOf('unset', 'x-key')('a key whose setting is missing', 'key', 503),
];

const token = rowsOf('token', 'authorization');

/** Token `token`, next token `fresh`. */
export const tokenRows: readonly CredentialRow[] = [
  token('right', 'Bearer token', 200),
  token('rotated: the next token', 'Bearer fresh', 200),
  token('absent', undefined, 401),
  token('wrong', 'Bearer tokem', 401),
  token('nothing behind the scheme', 'Bearer', 401),
  token('right, under another scheme', `Basic ${base64('token')}`, 401),
];

/** Issuer of version 1 and 2, audience, client; for one function also a role. */
export function jwtRows(issuer: TokenIssuer): readonly CredentialRow[] {
  const { sign, keys, url } = issuer;
  const now = Math.floor(Date.now() / 1000);
  const bearer = (path: string) => {
    const row = rowsOf(path, 'authorization');
    return (name: string, text: string, status: CredentialRow['status']) =>
      row(name, `Bearer ${text}`, status);
  };
  const row = bearer('jwt');
  const withRole = bearer('jwt-with-role');
  const right = sign();
  return [
    row('right, version 2 (azp)', right, 200),
    row('right, the same again', right, 200),
    row(
      'right, version 1 (appid)',
      sign({ claims: { iss: `${url}/v1/`, azp: undefined, appid: tokenClient } }),
      200,
    ),
    row('right, one of several audiences', sign({ claims: { aud: ['x', 'api://club'] } }), 200),
    row("rotated: the issuer's next key", sign({ key: keys.next, kid: 'next' }), 200),
    row('expired a moment ago', sign({ claims: { exp: now - 2 } }), 200),
    withRole('right, with the required role', sign({ claims: { roles: ['Journey.Call'] } }), 200),
    withRole('without the required role', right, 401),
    withRole('with another role', sign({ claims: { roles: ['journey.call'] } }), 401),
    rowsOf('jwt', 'authorization')('absent', undefined, 401),
    row('no JWT', 'token', 401),
    row('expired', sign({ claims: { exp: now - 120 } }), 401),
    row('without expiry', sign({ claims: { exp: undefined } }), 401),
    row('future nbf', sign({ claims: { nbf: now + 600 } }), 401),
    row('wrong audience', sign({ claims: { aud: 'api://other' } }), 401),
    row('another tenant of the same issuer', sign({ claims: { iss: `${url}/other/` } }), 401),
    row('another issuer', sign({ claims: { iss: 'https://evil.example' } }), 401),
    row('another client', sign({ claims: { azp: 'client-2' } }), 401),
    row('another client, azp, beside ours, appid', sign(twoClients), 401),
    row('no client', sign({ claims: { azp: undefined } }), 401),
    row('forged: alg none', sign({ algorithm: 'none', key: '' }), 401),
    row('forged: alg none, the right signature', withHeader(right, { alg: 'none' }), 401),
    row('forged: HS256 with the public key', signWithPublicKey(issuer), 401),
    row('forged: RS384', sign({ algorithm: 'RS384' }), 401),
    row('forged: the key of a stranger', sign({ key: keys.stranger }), 401),
    row('forged: a key id nobody knows', sign({ kid: 'unknown' }), 401),
    row('forged: a claim was changed', changed(right), 401),
    row('forged: the signature is gone', right.replace(/[^.]+$/, ''), 401),
    row('an extension that must be understood', sign({ header: { crit: ['b64'] } }), 401),
    rowsOf('jwt', 'authorization')('right, under another scheme', `Basic ${right}`, 401),
    bearer('jwt-without-issuer')(
      'keys that cannot be fetched',
      sign({ claims: { iss: 'http://127.0.0.1:9' } }),
      503,
    ),
  ];
}

const twoClients = { claims: { azp: 'client-2', appid: tokenClient } };

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function withHeader(jwt: string, header: object): string {
  return [encode(header), ...jwt.split('.').slice(1)].join('.');
}

/** What a verifier falls for that takes the algorithm from the token. */
function signWithPublicKey({ sign, publicKey }: TokenIssuer): string {
  const [, payload] = sign().split('.');
  const text = `${encode({ alg: 'HS256', typ: 'JWT', kid: 'current' })}.${payload}`;
  const secret = publicKey.export({ type: 'spki', format: 'pem' });
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

function changed(jwt: string): string {
  const [header, payload = '', signature] = jwt.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return [header, encode({ ...claims, roles: ['Admin'] }), signature].join('.');
}

/** Easy Auth's header, where the setting says that the platform sets it, and where it does not. */
export function principalRows(issuer: TokenIssuer): readonly CredentialRow[] {
  const claims = { iss: issuer.url, aud: 'api://club', azp: tokenClient };
  const row = rowsOf('principal', 'x-ms-client-principal');
  return [
    row('right', principal(claims), 200),
    row('absent', undefined, 401),
    row('malformed', JSON.stringify(claims), 401),
    row('wrong audience', principal({ ...claims, aud: 'api://other' }), 401),
    row('another tenant', principal({ ...claims, iss: `${issuer.url}/other/` }), 401),
    row('another client', principal({ ...claims, azp: 'client-2' }), 401),
    rowsOf('jwt', 'x-ms-client-principal')(
      'forged: right, and the setting is not there',
      principal(claims),
      401,
    ),
  ];
}

function principal(claims: Readonly<Record<string, string>>): string {
  const list = Object.entries(claims).map(([typ, val]) => ({ typ, val }));
  return base64(JSON.stringify({ auth_typ: 'aad', claims: list }));
}

/** The certificates that the rows present. */
export interface Certificates {
  readonly current: TestCertificate;
  readonly next: TestCertificate;
  readonly expired: TestCertificate;
  readonly future: TestCertificate;
  readonly issued: TestCertificate;
  readonly forged: TestCertificate;
}

/** `X-ARR-ClientCert`: pinned by thumbprint, by the names of a configured authority, or not at all. */
export function certificateRows(of: Certificates): readonly CredentialRow[] {
  const pinned = rowsOf('certificate', 'x-arr-clientcert');
  const named = rowsOf('certificate-of-authority', 'x-arr-clientcert');
  return [
    pinned('right', of.current.der, 200),
    pinned('right, the same again', of.current.der, 200),
    pinned('rotated: the next pin', of.next.der, 200),
    named('right, pinned by subject and issuer, of the authority', of.issued.der, 200),
    pinned('absent', undefined, 401),
    pinned('not pinned', of.forged.der, 401),
    pinned('expired', of.expired.der, 401),
    pinned('not yet valid', of.future.der, 401),
    pinned('no certificate', 'AAAA', 401),
    pinned('PEM', base64(of.current.pem), 401),
    pinned('the thumbprint itself', of.current.thumbprint, 401),
    pinned('two at once', `${of.current.der},${of.current.der}`, 401),
    named('forged: the same subject and issuer of another authority', of.forged.der, 401),
    named('another name', of.current.der, 401),
    rowsOf('certificate-not-forwarded', 'x-arr-clientcert')(
      'forged: right, and the platform does not set the header',
      of.current.der,
      401,
    ),
  ];
}
