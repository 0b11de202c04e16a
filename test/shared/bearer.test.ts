import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after, before } from 'node:test';
import jwt from 'jsonwebtoken';
import { tokenVerifier } from '../../shared/bearer.ts';
import type { Environment } from '../../shared/settings.ts';

const now = new Date('2031-05-04T10:20:30Z');
const nowSeconds = now.getTime() / 1000;
const audience = 'api://club';
const client = 'client-1';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };

let server: Server;
let issuer: string;

before(async () => {
  server = createServer((request, response) => {
    const documents = new Map<string | undefined, unknown>([
      ['/.well-known/openid-configuration', { issuer, jwks_uri: `${issuer}/keys` }],
      ['/keys', { keys: [jwk] }],
    ]);
    const document = documents.get(request.url);
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(document ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

after(() => {
  server.closeAllConnections();
  server.close();
});

function settings(changes: Environment = {}): Environment {
  return {
    AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
    Bearer__Issuer: issuer,
    Bearer__Audience: audience,
    Bearer__AllowedClients: `other, ${client}`,
    ...changes,
  };
}

function verifierOf(environment: Environment): (token: string) => Promise<void> {
  return tokenVerifier({ environment, now: () => now });
}

interface Forging {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject | string;
  readonly algorithm?: jwt.Algorithm;
  readonly kid?: string;
}

function sign({ claims = {}, key = privateKey, algorithm = 'RS256', kid = 'k1' }: Forging): string {
  const payload = {
    iss: issuer,
    aud: audience,
    azp: client,
    iat: nowSeconds,
    nbf: nowSeconds,
    exp: nowSeconds + 3600,
    ...claims,
  };
  const defined = Object.fromEntries(
    Object.entries(payload).filter(([, value]) => value !== undefined),
  );
  return jwt.sign(defined, key as jwt.Secret, { algorithm, keyid: kid, noTimestamp: true });
}

const believed: readonly { name: string; forging: Forging }[] = [
  { name: 'a token of version 2', forging: {} },
  { name: 'a token of version 1', forging: { claims: { azp: undefined, appid: client } } },
  { name: 'one of several audiences', forging: { claims: { aud: ['api://x', audience] } } },
  { name: 'a clock that is 30 seconds late', forging: { claims: { nbf: nowSeconds + 30 } } },
];

for (const { name, forging } of believed) {
  test(`is believed: ${name}`, async () => {
    await verifierOf(settings())(sign(forging));
  });
}

const refused: readonly { name: string; token: () => string }[] = [
  { name: 'no JWT', token: () => 'token' },
  { name: 'an empty token', token: () => '' },
  { name: 'a payload that is no JSON', token: () => [...headerOf('k1'), 'AAAA', 'AAAA'].join('.') },
  { name: 'a header that is no JSON', token: () => 'AAAA.AAAA.AAAA' },
  { name: 'a header that is null', token: () => `${base64url('null')}.e30.AAAA` },
  { name: 'a key id that is no text', token: () => [...headerOf(['k1']), 'e30', 'AAAA'].join('.') },
  {
    name: 'a token without a signature',
    token: () => sign({ algorithm: 'none', key: '' }),
  },
  {
    name: 'a token signed with the public key as a secret',
    token: () => {
      const secret = publicKey.export({ type: 'spki', format: 'pem' }).toString();
      const [, payload] = sign({}).split('.');
      const header = Buffer.from('{"alg":"HS256","typ":"JWT","kid":"k1"}').toString('base64url');
      const signature = createHmac('sha256', secret).update(`${header}.${payload}`);
      return `${header}.${payload}.${signature.digest('base64url')}`;
    },
  },
  { name: 'another algorithm of the same key', token: () => sign({ algorithm: 'RS384' }) },
  { name: 'the key of a stranger', token: () => sign({ key: stranger.privateKey }) },
  { name: 'a key that nobody knows', token: () => sign({ kid: 'k2' }) },
  { name: 'an expired token', token: () => sign({ claims: { exp: nowSeconds - 120 } }) },
  { name: 'a token of the future', token: () => sign({ claims: { nbf: nowSeconds + 600 } }) },
  { name: 'a token that never expires', token: () => sign({ claims: { exp: undefined } }) },
  { name: 'another audience', token: () => sign({ claims: { aud: 'api://other' } }) },
  { name: 'another issuer', token: () => sign({ claims: { iss: 'https://evil.example' } }) },
  { name: 'a client that is not allowed', token: () => sign({ claims: { azp: 'client-2' } }) },
  {
    name: 'a client that is allowed as appid alone',
    token: () => sign({ claims: { azp: 'client-2', appid: client } }),
  },
  { name: 'no client', token: () => sign({ claims: { azp: undefined } }) },
  { name: 'a payload that was changed', token: () => tamper(sign({})) },
];

for (const { name, token } of refused) {
  test(`is refused: ${name}`, async () => {
    await assert.rejects(verifierOf(settings())(token()), { status: 401 });
  });
}

test('the reason that is logged holds nothing of the token', async () => {
  const token = sign({ claims: { aud: 'CANARY' } });
  await assert.rejects(verifierOf(settings())(token), {
    message: 'The bearer token is not valid: jwt audience invalid.',
  });
});

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function headerOf(kid: unknown): string[] {
  return [base64url(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid }))];
}

function tamper(token: string): string {
  const [header, payload = '', signature] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...claims, sub: 'x' })).toString('base64url');
  return [header, changed, signature].join('.');
}
