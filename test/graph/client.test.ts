import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { GraphClient } from '../../graph/client.ts';
import { connectGraph, requireProxySupport } from '../../graph/connection.ts';
import { GraphRefused, GraphUnreachable } from '../../graph/faults.ts';
import { retryDelay } from '../../graph/retry.ts';
import { readOrganization, TenantPolicies } from '../../graph/tenant.ts';
import { tokenSource } from '../../graph/token.ts';
import { type GraphFault, organizationId, startGraph } from '../support/graph-server.ts';

/** A client of a server that has these faults; it notes how long it was told to wait, and waits not at all. */
async function start(t: TestContext, faults: readonly GraphFault[], tokens = ['first', 'second']) {
  const server = await startGraph(t, {
    policies: { B2C_1A_A: '<a/>' },
    faults,
    tokens: ['second'],
  });
  const waits: number[] = [];
  const connections = connectGraph({});
  t.after(() => connections.close());
  const queue = [...tokens];
  let token = queue.shift() ?? '';
  const client = new GraphClient({
    origin: server.origin,
    connections,
    tokens: {
      async get(isRenewal) {
        if (isRenewal) token = queue.shift() ?? token;
        return token;
      },
    },
    now: () => 0,
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  return { server, waits, client, policies: new TenantPolicies(client) };
}

test('a token that is refused is replaced once', async (t) => {
  const { client, server } = await start(t, []);
  assert.deepEqual(await readOrganization(client), {
    id: organizationId,
    domains: ['contoso.onmicrosoft.com'],
  });
  assert.deepEqual(server.requests, ['GET organization', 'GET organization']);
});

test('a second token that is refused ends it', async (t) => {
  const { client, server } = await start(t, [], ['first', 'worse']);
  await assert.rejects(readOrganization(client), { name: 'GraphRefused', status: 401 });
  assert.equal(server.requests.length, 2);
});

const PUT = 'PUT B2C_1A_A';
const throttled = { on: PUT, status: 429 };
const cases: { name: string; fault: GraphFault; waits: number[]; ends?: RegExp }[] = [
  {
    name: '429 waits as Retry-After says',
    fault: { ...throttled, times: 2, headers: { 'retry-after': '7' } },
    waits: [7000, 7000],
  },
  {
    name: '503 with a date waits until then',
    fault: {
      on: PUT,
      status: 503,
      times: 1,
      headers: { 'retry-after': 'Thu, 01 Jan 1970 00:00:30 GMT' },
    },
    waits: [30_000],
  },
  {
    name: '429 that does not end is told',
    fault: throttled,
    waits: [1000, 2000, 4000, 8000],
    ends: /with 429: As asked/,
  },
  {
    name: '429 that asks for more than five minutes is told at once',
    fault: { ...throttled, headers: { 'retry-after': '301' } },
    waits: [],
    ends: /with 429/,
  },
  {
    name: 'a connection that is cut is tried again',
    fault: { on: PUT, cut: 'before', times: 2 },
    waits: [1000, 2000],
  },
  {
    name: 'a connection that is always cut is told',
    fault: { on: PUT, cut: 'before' },
    waits: [1000, 2000, 4000, 8000],
    ends: /^"127\.0\.0\.1:\d+" gave no answer to PUT: .*(?:ECONNRESET|hang up)/,
  },
  {
    name: '400 is told in the words of Graph',
    fault: {
      on: PUT,
      status: 400,
      body: {
        error: { code: 'AADB2C', message: 'Validation failed.', details: [{ message: 'Line 3.' }] },
      },
    },
    waits: [],
    ends: /^Microsoft Graph refuses "PUT .*" with 400: Validation failed\.\nLine 3\.$/,
  },
  {
    name: 'a page of a proxy is told by its beginning',
    fault: { on: PUT, status: 403, body: 'Blocked by Club IT' },
    waits: [],
    ends: /403: "Blocked by Club IT"/,
  },
];
for (const { name, fault, waits, ends } of cases) {
  test(`Graph: ${name}`, async (t) => {
    const given = await start(t, [fault], ['second']);
    const writing = given.policies.write('B2C_1A_A', Buffer.from('<b/>'));
    if (ends) await assert.rejects(writing, ({ message }) => ends.test(message));
    else await writing;
    assert.deepEqual(given.waits, waits);
    assert.equal(String(given.server.policies.get('B2C_1A_A')), ends ? '<a/>' : '<b/>');
  });
}

test('what is not there is read as nothing, and need not be deleted', async (t) => {
  const { policies } = await start(t, [], ['second']);
  assert.equal(await policies.read('B2C_1A_B'), undefined);
  await policies.remove('B2C_1A_B');
});

test('a tenant without custom policies is no empty one', async (t) => {
  const fault = { on: 'GET policies', status: 404 };
  const { policies } = await start(t, [fault], ['second']);
  await assert.rejects(policies.list(), GraphRefused);
});

test('pages of a list are followed, but never to another server', async (t) => {
  const page = (next: string) => ({ value: [{ id: 'B2C_1A_A' }], '@odata.nextLink': next });
  const fault = { on: 'GET policies', status: 200, times: 1 };
  const near = await start(
    t,
    [{ ...fault, body: page('/beta/trustFramework/policies?$skiptoken=2') }],
    ['second'],
  );
  assert.deepEqual(await near.policies.list(), ['B2C_1A_A', 'B2C_1A_A']);
  const far = await start(t, [{ ...fault, body: page('https://thief.example/') }], ['second']);
  await assert.rejects(far.policies.list(), /leads to "https:\/\/thief\.example"/);
});

test('a token of the environment cannot be renewed, and is never told', async () => {
  const env = { COUNTERSIGN_GRAPH_TOKEN: ' canary \n' };
  const tokens = tokenSource({
    env,
    tenant: 'contoso.onmicrosoft.com',
    origin: 'https://graph.example',
  });
  assert.equal(await tokens.get(false), 'canary');
  await assert.rejects(tokens.get(true), ({ message }) => {
    return /COUNTERSIGN_GRAPH_TOKEN/.test(message) && !message.includes('canary');
  });
});

test('what may pass is tried again, and nothing else', () => {
  const answer = (status: number) => ({ status, headers: {}, body: Buffer.alloc(0) });
  const retried = [200, 400, 401, 403, 404, 409, 429, 500, 502, 503, 504].filter(
    (status) => retryDelay(answer(status), 1, 0) !== undefined,
  );
  assert.deepEqual(retried, [429, 502, 503, 504]);
});

const versions: [string, boolean][] = [
  ['22.18.0', false],
  ['22.21.0', true],
  ['23.9.0', false],
  ['24.4.1', false],
  ['24.5.0', true],
  ['25.0.0', true],
];
for (const [version, isGood] of versions) {
  test(`a proxy on Node ${version} is ${isGood ? 'used' : 'refused, for it would be passed by'}`, () => {
    const env = { https_proxy: 'http://proxy.example' };
    if (isGood) requireProxySupport(env, version);
    else assert.throws(() => requireProxySupport(env, version), GraphUnreachable);
    requireProxySupport({}, version);
  });
}
