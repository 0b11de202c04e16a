import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openTenant } from '../../../emulator/testing.ts';

const base = 'https://localhost:8443/_idp/B2C_1A_signup_signin/Facebook-OAUTH';
const tenant = await openTenant({
  policies: ['../shared/corpus/starterpack/SocialAndLocalAccounts'],
  secrets: { B2C_1A_FacebookSecret: 'development-only-secret' },
});
const redirectUri = 'https://localhost:8443/yourtenant.onmicrosoft.com/oauth2/authresp';
const authorization = {
  client_id: 'facebook_clientid',
  redirect_uri: redirectUri,
  response_type: 'code',
  response_mode: 'query',
  state: 's',
};

function ask(path: string, fields: Readonly<Record<string, string>>, method = 'POST') {
  const body = new URLSearchParams(fields);
  const request =
    method === 'POST'
      ? new Request(`${base}/${path}`, { method, body })
      : new Request(`${base}/${path}?${body}`);
  return tenant.standIns.fetch(request);
}

/** A code of Ada's, as the browser brings it back. */
async function newCode(): Promise<string> {
  const answer = await ask('authorize', { ...authorization, 'stand-in-person': 'ada' });
  const location = new URL(answer.headers.get('location') ?? '');
  assert.equal(location.searchParams.get('state'), 's');
  return location.searchParams.get('code') ?? '';
}

const redemption = {
  grant_type: 'authorization_code',
  client_id: 'facebook_clientid',
  client_secret: 'development-only-secret',
  redirect_uri: redirectUri,
};

for (const { name, fields, status, error } of [
  { name: 'the right request', fields: {}, status: 200, error: undefined },
  { name: 'another secret', fields: { client_secret: 'x' }, status: 401, error: 'invalid_client' },
  { name: 'another client', fields: { client_id: 'x' }, status: 401, error: 'invalid_client' },
  {
    name: 'another grant',
    fields: { grant_type: 'password' },
    status: 400,
    error: 'invalid_grant',
  },
  { name: 'another code', fields: { code: 'x' }, status: 400, error: 'invalid_grant' },
  {
    name: 'another redirect URI',
    fields: { redirect_uri: `${redirectUri}/x` },
    status: 400,
    error: 'invalid_grant',
  },
]) {
  test(`the token endpoint of a stand-in answers ${name} with ${status}`, async () => {
    const answer = await ask('token', { ...redemption, code: await newCode(), ...fields });
    assert.equal(answer.status, status);
    assert.equal(((await answer.json()) as Record<string, unknown>)['error'], error);
  });
}

test('a code of a stand-in is good once', async () => {
  const code = await newCode();
  assert.equal((await ask('token', { ...redemption, code })).status, 200);
  assert.equal((await ask('token', { ...redemption, code })).status, 400);
});

for (const { name, fields } of [
  { name: 'elsewhere', fields: { redirect_uri: 'https://evil.example/' } },
  { name: 'to a script', fields: { redirect_uri: 'javascript:alert(1)' } },
  { name: 'for another client', fields: { client_id: 'x' } },
]) {
  test(`a stand-in sends nobody ${name}`, async () => {
    const answer = await ask('authorize', {
      ...authorization,
      ...fields,
      'stand-in-person': 'ada',
    });
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('location'), null);
  });
}

test('whom the request hints at comes first on the page of a stand-in', async () => {
  const hint = { login_hint: 'grace.hopper@example.org' };
  const page = await (await ask('authorize', { ...authorization, ...hint }, 'GET')).text();
  assert.ok(page.indexOf('Grace Hopper') < page.indexOf('Ada Lovelace'));
});

test('no parameter breaks out of the page of a stand-in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (name, value) => {
      const fields = { ...authorization, [`x${name}`]: `<script>"'${value}` };
      const page = await (await ask('authorize', fields, 'GET')).text();
      assert.doesNotMatch(page, /<script/);
    }),
    { numRuns: 50 },
  );
});

test('the claims endpoint of a stand-in wants a token that the same stand-in gave', async () => {
  assert.equal((await ask('claims', { access_token: 'x' }, 'GET')).status, 401);
  const unknown = new Request(base.replace('Facebook-OAUTH', 'Nobody'));
  assert.equal((await tenant.standIns.fetch(unknown)).status, 404);
});
