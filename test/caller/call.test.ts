import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, call, member } from '../support/called-profile.ts';
import { answerWith, startApi } from '../support/test-api.ts';

test('callProfile sends a body with its length, and reads claims', async (t) => {
  const api = await startApi(t, answerWith(200, { tier: 'oar' }));
  const outcome = await call({ serviceUrl: `${api.url}/check`, authentication: basic });
  assert.ok(outcome.outcome === 'claims');
  assert.deepEqual([...outcome.claims], [['tier', 'oar']]);
  assert.equal(outcome.timing.tries, 1);
  assert.equal(outcome.timing.httpStatus, 200);
  const [request] = api.seen;
  assert.equal(request?.line, 'POST /check');
  assert.equal(request?.body, '{"memberNumber":"CC-000001"}');
  const { authorization, connection, host, ...headers } = request?.headers ?? {};
  assert.equal(authorization, `Basic ${Buffer.from('club:pa:ss').toString('base64')}`);
  assert.deepEqual(headers, { 'content-type': 'application/json', 'content-length': '28' });
});

test('an empty form has the length 0 and is not chunked', async (t) => {
  const api = await startApi(t, answerWith(200, ''));
  await call({ serviceUrl: api.url, sendClaimsIn: 'Form', input: [] });
  const headers = api.seen[0]?.headers;
  assert.equal(headers?.['content-length'], '0');
  assert.equal(headers?.['transfer-encoding'], undefined);
});

test('a GET has no body and no length', async (t) => {
  const api = await startApi(t, answerWith(200, ''));
  await call({ serviceUrl: `${api.url}/x?v=1`, sendClaimsIn: 'QueryString' });
  assert.equal(api.seen[0]?.line, 'GET /x?v=1&memberNumber=CC-000001');
  assert.equal(api.seen[0]?.headers['content-length'], undefined);
});

const credentials = [
  {
    name: 'ApiKeyHeader',
    authentication: { type: 'ApiKeyHeader', header: 'x-functions-key', key: 'B2C_1A_Key' },
    header: 'x-functions-key',
    value: 'k3y',
  },
  {
    name: 'a static bearer token',
    authentication: { type: 'BearerToken', token: 'B2C_1A_Key' },
    header: 'authorization',
    value: 'Bearer k3y',
  },
  {
    name: 'a bearer token from a claim',
    authentication: { type: 'BearerClaim', claim: 'BEARERTOKEN' },
    header: 'authorization',
    value: 'Bearer ey.J',
  },
  { name: 'None', authentication: { type: 'None' }, header: 'authorization', value: undefined },
] as const;

for (const { name, authentication, header, value } of credentials) {
  test(`callProfile authenticates with ${name}`, async (t) => {
    const api = await startApi(t, answerWith(200, { tier: 'oar' }));
    const input = [member, { id: 'bearerToken' }];
    await call({ serviceUrl: api.url, authentication, input });
    assert.equal(api.seen[0]?.headers[header], value);
  });
}

test('a claim cannot replace the credentials', async (t) => {
  const api = await startApi(t, answerWith(200, ''));
  const input = [{ id: 'memberNumber', partnerClaimType: 'Authorization' }];
  await call({ serviceUrl: api.url, sendClaimsIn: 'Header', authentication: basic, input });
  assert.match(api.seen[0]?.headers.authorization ?? '', /^Basic /);
});

const notSent = [
  {
    name: 'the bearer claim has no value',
    parts: {
      authentication: { type: 'BearerClaim', claim: 'token' },
      input: [member, { id: 'token', required: true }],
    },
    reason: 'bearer-claim-missing',
    code: 'AADB2C90194',
  },
  {
    name: 'the bearer claim is in the bag, but is no InputClaim',
    parts: { authentication: { type: 'BearerClaim', claim: 'bearerToken' } },
    reason: 'bearer-claim-missing',
    code: 'AADB2C90194',
  },
  {
    name: 'a key is missing',
    parts: { authentication: { ...basic, password: 'B2C_1A_Unknown' } },
    reason: 'key-missing',
    code: 'AADB2C90025',
  },
  {
    name: 'a key is empty',
    parts: { authentication: { type: 'BearerToken', token: 'B2C_1A_Empty' } },
    reason: 'key-missing',
    code: 'AADB2C90025',
  },
  {
    name: 'a key has a line break',
    parts: { authentication: { type: 'ApiKeyHeader', header: 'x-key', key: 'B2C_1A_Broken' } },
    reason: 'key-unusable',
    code: undefined,
  },
  {
    name: 'a certificate is none',
    parts: { authentication: { type: 'ClientCertificate', certificate: 'B2C_1A_Key' } },
    reason: 'key-unusable',
    code: undefined,
  },
] as const;

for (const { name, parts, reason, code } of notSent) {
  test(`nothing is sent where ${name}`, async (t) => {
    const api = await startApi(t, answerWith(200, ''));
    const outcome = await call({ serviceUrl: api.url, ...parts });
    assert.ok(outcome.outcome === 'not-sent');
    assert.deepEqual([outcome.reason, outcome.aadb2cCode], [reason, code]);
    assert.deepEqual([outcome.timing.tries, api.seen.length], [0, 0]);
    const text = JSON.stringify(outcome);
    for (const secret of ['k3y', 'pa:ss', 'ey.J', 'CC-000001']) assert.ok(!text.includes(secret));
  });
}
