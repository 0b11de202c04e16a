import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { after, before } from 'node:test';
import jwt from 'jsonwebtoken';
import { bearerAuthenticator, TokenVerifier } from '../../shared/bearer.ts';
import { bearerTrust } from '../../shared/bearer-trust.ts';
import type { Environment } from '../../shared/settings.ts';
import { toRequest } from '../support/invocation.ts';

const now = new Date('2031-05-04T10:20:30Z');
const nowSeconds = now.getTime() / 1000;
const audience = 'api://club';
const client = 'client-1';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** Of version 1; Entra's two versions share their keys, others may not. */
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const otherJwk = { ...other.publicKey.export({ format: 'jwk' }), kid: 'k1' };
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' };

let server: Server;
let issuer: string;
let moreKeys: readonly unknown[] = [];

before(async () => {
  server = createServer((request, response) => {
    const documents = new Map<string | undefined, unknown>([
      ['/.well-known/openid-configuration', { issuer, jwks_uri: `${issuer}/keys` }],
      ['/keys', { keys: [jwk, ...moreKeys] }],
      [
        '/v1/.well-known/openid-configuration',
        { issuer: `${issuer}/v1/`, jwks_uri: `${issuer}/v1/keys` },
      ],
      ['/v1/keys', { keys: [otherJwk] }],
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

function verifierOf(environment: Environment, clock = { now }): (token: string) => Promise<void> {
  const authenticate = bearerAuthenticator({ environment, now: () => clock.now });
  return async (token) => {
    await authenticate(toRequest({ headers: { authorization: `Bearer ${token}` } }));
  };
}

interface Forging {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: KeyObject | string;
  readonly algorithm?: jwt.Algorithm;
  readonly kid?: string;
  readonly header?: object;
}

function sign(forging: Forging): string {
  const { claims = {}, key = privateKey, algorithm = 'RS256', kid = 'k1' } = forging;
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
  const header = { alg: algorithm, typ: 'JWT', kid, ...forging.header };
  return jwt.sign(JSON.stringify(defined), key as jwt.Secret, { algorithm, header }); // an object would be checked
}

const believed: readonly { name: string; forging: Forging; changes?: Environment }[] = [
  { name: 'a token of version 2', forging: {} },
  { name: 'a token of version 1', forging: { claims: { azp: undefined, appid: client } } },
  { name: 'one of several audiences', forging: { claims: { aud: ['api://x', audience] } } },
  { name: 'a clock that is 30 seconds late', forging: { claims: { nbf: nowSeconds + 30 } } },
  { name: 'a token that expired 30 seconds ago', forging: { claims: { exp: nowSeconds - 30 } } },
  {
    name: 'the role that is required, among others',
    forging: { claims: { roles: ['Other', 'Journey.Call'] } },
    changes: { Bearer__RequiredRole: 'Journey.Call' },
  },
  {
    name: 'the second of two audiences',
    forging: { claims: { aud: 'client-of-the-api' } },
    changes: { Bearer__Audience: `${audience}, client-of-the-api` },
  },
];

for (const { name, forging, changes } of believed) {
  test(`is believed: ${name}`, async () => {
    await verifierOf(settings(changes))(sign(forging));
  });
}

test('tokens of both versions are believed, each with the keys of its issuer', async () => {
  const verify = verifierOf(settings({ Bearer__Issuer: `${issuer}/v1/, ${issuer}` }));
  await verify(sign({}));
  await verify(sign({ claims: { iss: `${issuer}/v1/` }, key: other.privateKey, kid: 'k1' }));
  await assert.rejects(verify(sign({ claims: { iss: `${issuer}/v1/` } })), { status: 401 });
});

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
  { name: 'a time that is no number', token: () => sign({ claims: { exp: '9999999999' } }) },
  { name: 'a signature that is cut off', token: () => sign({}).slice(0, -4) },
  { name: 'four parts', token: () => `${sign({})}.AAAA` },
  { name: 'a type that is no access token', token: () => sign({ header: { typ: 'dpop+jwt' } }) },
  {
    name: 'an extension that must be understood',
    token: () => sign({ header: { crit: ['b64'], b64: false } }),
  },
];

for (const { name, token } of refused) {
  test(`is refused: ${name}`, async () => {
    await assert.rejects(verifierOf(settings())(token()), { status: 401 });
  });
}

test('without the role that is required no token is believed', async () => {
  const verify = verifierOf(settings({ Bearer__RequiredRole: 'Journey.Call' }));
  for (const roles of [undefined, [], ['journey.call'], 'Journey.Call']) {
    await assert.rejects(verify(sign({ claims: { roles } })), { status: 401 });
  }
});

/** A verifier whose clock the test sets. */
function rememberer() {
  const clock = { at: now.getTime() };
  const environment = settings();
  const context = { environment, now: () => new Date(clock.at) };
  return { clock, verifier: new TokenVerifier(bearerTrust(environment), context) };
}

test('a token is remembered for five minutes', async () => {
  const { clock, verifier } = rememberer();
  const token = sign({});
  assert.equal(verifier.remembers(token), false);
  await verifier.verify(token);
  clock.at += 5 * 60_000 - 1;
  assert.equal(verifier.remembers(token), true);
  assert.equal(verifier.remembers(tamper(token)), false);
  clock.at += 1;
  assert.equal(verifier.remembers(token), false);
});

test('a token is not remembered longer than it lasts', async () => {
  const { clock, verifier } = rememberer();
  const token = sign({ claims: { exp: nowSeconds + 60 } });
  await verifier.verify(token);
  clock.at += 59_999;
  assert.equal(verifier.remembers(token), true);
  clock.at += 1;
  assert.equal(verifier.remembers(token), false);
});

test('a token that is refused is not remembered', async () => {
  const { verifier } = rememberer();
  await verifier.verify(sign({}));
  const token = sign({ claims: { azp: 'client-2' } });
  assert.throws(() => verifier.verify(token), { status: 401 });
  assert.equal(verifier.remembers(token), false);
});

test("tokens are forgotten when the issuer's keys change", async (t) => {
  t.after(() => {
    moreKeys = [];
  });
  const { clock, verifier } = rememberer();
  const token = sign({});
  await verifier.verify(token);
  clock.at += 2 * 60_000;
  assert.equal(verifier.remembers(token), true);
  moreKeys = [{ ...otherJwk, kid: 'k2' }];
  await verifier.verify(sign({ key: other.privateKey, kid: 'k2' }));
  assert.equal(verifier.remembers(token), false);
});

test('at most a thousand tokens are remembered, the oldest go first', async () => {
  const { verifier } = rememberer();
  const tokens = Array.from({ length: 1001 }, (_, index) => sign({ claims: { jti: index } }));
  for (const token of tokens) await verifier.verify(token);
  const remembered = tokens.map((token) => verifier.remembers(token));
  assert.deepEqual(
    remembered,
    tokens.map((_, index) => index >= 500),
  );
});

test('the reason that is logged holds nothing of the token', async () => {
  const token = sign({ claims: { aud: 'CANARY' } });
  await assert.rejects(verifierOf(settings())(token), {
    message: 'The token is for another audience.',
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
