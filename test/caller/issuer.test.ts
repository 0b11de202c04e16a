import assert from 'node:assert/strict';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import * as jose from 'jose';
import { callProfile } from '../../caller/call.ts';
import { type IssuerOptions, startIssuer } from '../../caller/issuer.ts';
import { claimsBag, journeyContext, restfulProfile } from '../support/restful-profile.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const audience = 'api://club';
const secret = 'development-only-s3cret';
const clients = new Map([['b2c-client', secret]]);
const grant = { grant_type: 'client_credentials', scope: `${audience}/.default` };
const basic = { authorization: `Basic ${Buffer.from(`b2c-client:${secret}`).toString('base64')}` };

async function start(t: TestContext, options: Partial<IssuerOptions> = {}) {
  const issuer = await startIssuer({ port: 0, audience, clients, ...options });
  t.after(() => issuer.close());
  const ask = (body: Record<string, string> | string, headers: Record<string, string> = basic) =>
    fetch(`${issuer.url}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers,
    });
  return { issuer, ask };
}

async function tokenOf(response: Response): Promise<string> {
  assert.equal(response.status, 200);
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}

async function discover(url: string, path = '/.well-known/openid-configuration') {
  const response = await fetch(url + path);
  return (await response.json()) as { issuer: string; jwks_uri: string; token_endpoint: string };
}

test('a token verifies by discovery and JWKS, as an API does it', async (t) => {
  const { issuer, ask } = await start(t);
  const token = await tokenOf(await ask(grant));
  const metadata = await discover(issuer.url);
  assert.equal(metadata.issuer, issuer.url);
  const keys = jose.createRemoteJWKSet(new URL(metadata.jwks_uri));
  const options = { issuer: issuer.url, audience, algorithms: ['RS256'] };
  const { payload, protectedHeader } = await jose.jwtVerify(token, keys, options);
  const { azp, appid, sub, ver } = payload;
  assert.deepEqual([azp, appid, sub, ver], ['b2c-client', 'b2c-client', 'b2c-client', '2.0']);
  assert.ok(protectedHeader.kid);
});

test('the clock that is passed in decides iat, nbf and exp', async (t) => {
  const now = new Date('2031-05-04T10:20:30.900Z');
  const { ask } = await start(t, { now: () => now });
  const { iat, nbf, exp } = jose.decodeJwt(await tokenOf(await ask(grant)));
  const seconds = Date.parse('2031-05-04T10:20:30Z') / 1000;
  assert.deepEqual([iat, nbf, exp], [seconds, seconds, seconds + 3600]);
});

test('the issuer that is passed in is in discovery and tokens; the endpoints stay here', async (t) => {
  const name = 'http://localhost:7072/v2.0';
  const { issuer, ask } = await start(t, { issuer: name });
  const metadata = await discover(issuer.url);
  assert.deepEqual(
    [metadata.issuer, metadata.jwks_uri, metadata.token_endpoint],
    [name, `${issuer.url}/discovery/v2.0/keys`, `${issuer.url}/oauth2/v2.0/token`],
  );
  assert.equal(jose.decodeJwt(await tokenOf(await ask(grant))).iss, name);
});

test('a tenant and a version may stand before the paths', async (t) => {
  const { issuer } = await start(t);
  for (const prefix of ['/v2.0', '/club.onmicrosoft.com/v2.0']) {
    const metadata = await discover(issuer.url, `${prefix}/.well-known/openid-configuration`);
    assert.equal(metadata.issuer, issuer.url);
  }
  const body = new URLSearchParams(grant);
  const url = `${issuer.url}/club.onmicrosoft.com/oauth2/v2.0/token`;
  await tokenOf(await fetch(url, { method: 'POST', body, headers: basic }));
});

test('credentials may come in the form', async (t) => {
  const { ask } = await start(t);
  await tokenOf(await ask({ ...grant, client_id: 'b2c-client', client_secret: secret }, {}));
});

test('a B2C-like caller gets its bearer claim', async (t) => {
  const { issuer } = await start(t);
  const constant = { alwaysUseDefaultValue: true };
  const profile = restfulProfile({
    serviceUrl: `${issuer.url}/oauth2/v2.0/token`,
    sendClaimsIn: 'Form',
    authentication: { type: 'Basic', username: 'Id', password: 'Secret' },
    input: [
      { id: 'grant_type', defaultValue: grant.grant_type, ...constant },
      { id: 'scope', defaultValue: grant.scope, ...constant },
    ],
    output: [{ id: 'bearerToken', partnerClaimType: 'access_token' }],
  });
  const keys = (id: string) =>
    new Map([
      ['Id', 'b2c-client'],
      ['Secret', secret],
    ]).get(id);
  const outcome = await callProfile({
    profile,
    claims: claimsBag(),
    context: journeyContext,
    keys,
  });
  assert.ok(outcome.outcome === 'claims');
  assert.equal(jose.decodeJwt(String(outcome.claims.get('bearerToken'))).aud, audience);
});

const encoded = (text: string) => ({
  authorization: `Basic ${Buffer.from(text).toString('base64')}`,
});
const twice = 'grant_type=client_credentials&grant_type=client_credentials';

const refusals = [
  {
    name: 'a wrong secret',
    body: grant,
    headers: encoded('b2c-client:wrong'),
    status: 401,
    error: 'invalid_client',
  },
  {
    name: 'an unknown client',
    body: grant,
    headers: encoded(`other:${secret}`),
    status: 401,
    error: 'invalid_client',
  },
  { name: 'no credentials', body: grant, headers: {}, status: 401, error: 'invalid_client' },
  {
    name: 'a client without a secret',
    body: { ...grant, client_id: 'other', client_secret: '' },
    headers: {},
    status: 401,
    error: 'invalid_client',
  },
  {
    name: 'broken Basic',
    body: grant,
    headers: { authorization: 'Basic !!' },
    status: 401,
    error: 'invalid_client',
  },
  {
    name: 'a bearer token',
    body: grant,
    headers: { authorization: 'Bearer x' },
    status: 401,
    error: 'invalid_client',
  },
  {
    name: 'two kinds of credentials',
    body: { ...grant, client_secret: secret },
    headers: basic,
    status: 400,
    error: 'invalid_request',
  },
  {
    name: 'another grant',
    body: { ...grant, grant_type: 'password' },
    headers: basic,
    status: 400,
    error: 'unsupported_grant_type',
  },
  {
    name: 'another scope',
    body: { ...grant, scope: 'api://other/.default' },
    headers: basic,
    status: 400,
    error: 'invalid_scope',
  },
  {
    name: 'no scope',
    body: { grant_type: 'client_credentials' },
    headers: basic,
    status: 400,
    error: 'invalid_scope',
  },
  {
    name: 'a parameter that comes twice',
    body: twice,
    headers: basic,
    status: 400,
    error: 'invalid_request',
  },
  {
    name: 'JSON',
    body: grant,
    headers: { ...basic, 'content-type': 'application/json' },
    status: 400,
    error: 'invalid_request',
  },
  {
    name: 'a body over the limit',
    body: { x: 'y'.repeat(20_000) },
    headers: basic,
    status: 413,
    error: 'request_too_large',
  },
] as const;

for (const { name, body, headers, status, error } of refusals) {
  test(`the token endpoint answers ${status} to ${name}`, async (t) => {
    const { ask } = await start(t);
    const response = await ask(body, headers);
    assert.equal(response.status, status);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.deepEqual(await response.json(), { error });
  });
}

test('other paths and methods are 404', async (t) => {
  const { issuer } = await start(t);
  for (const [method, path] of [
    ['GET', '/'],
    ['GET', '/oauth2/v2.0/token'],
    ['POST', '/discovery/v2.0/keys'],
  ]) {
    const response = await fetch(`${issuer.url}${path}`, { method: method ?? 'GET' });
    assert.equal(response.status, 404);
  }
});

test('a key in a folder outlives the issuer, and is for its owner alone', async (t) => {
  const keyFolder = join(await temporaryFolder(t), 'keys');
  const kids = [];
  for (let i = 0; i < 2; i += 1) {
    const { issuer, ask } = await start(t, { keyFolder });
    kids.push(jose.decodeProtectedHeader(await tokenOf(await ask(grant))).kid);
    await issuer.close();
  }
  assert.equal(kids[0], kids[1]);
  assert.deepEqual(await readdir(keyFolder), ['issuer.pem']);
  const { mode } = await stat(join(keyFolder, 'issuer.pem'));
  if (process.platform !== 'win32') assert.equal(mode & 0o777, 0o600);
});

test('a key in memory differs each time, and no private part is published', async (t) => {
  const sets = [];
  for (let i = 0; i < 2; i += 1) {
    const { issuer } = await start(t);
    const response = await fetch(`${issuer.url}/discovery/v2.0/keys`);
    const { keys } = (await response.json()) as jose.JSONWebKeySet;
    assert.deepEqual(Object.keys(keys[0] ?? {}).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
    sets.push(keys[0]?.kid);
  }
  assert.notEqual(sets[0], sets[1]);
});

test('a port in use is an error of the start', async (t) => {
  const { issuer } = await start(t);
  const port = Number(new URL(issuer.url).port);
  await assert.rejects(startIssuer({ port, audience, clients }), { code: 'EADDRINUSE' });
});
