import assert from 'node:assert/strict';
import { request } from 'node:http';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { startFunctionsHost } from '../support/functions-host.ts';

/* What only a real host can show: its reading of requests, and what it makes of our answers. */

const app = fileURLToPath(new URL('../support/contract-app', import.meta.url));
const basic = { authorization: `Basic ${Buffer.from('club:secret').toString('base64')}` };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The functions are the test's own, so a deployment (BASE_URL) has none of them. */
const skip = process.env['BASE_URL'] !== undefined;

const env = { User: 'club', Password: 'secret', Absent: undefined };
const host = await startFunctionsHost({ after }, { app, env });

const everyType = {
  text: 'Ådne & "friends" 🚣',
  flag: true,
  count: -7,
  born: '1990-02-28',
  since: '2031-05-04T10:20:30.5000000Z',
  term: 'P30D',
  phone: '+1 425 555 0123',
  roles: ['oar', 'cox'],
  who: { signInType: 'federated', issuer: 'club', issuerAssignedId: '7' },
};

test('every data type comes and goes in a body', { skip }, async () => {
  const body = `{"total":9007199254740993,${JSON.stringify(everyType).slice(1)}`;
  const response = await host.post('/api/body', body, { 'content-type': 'application/json' });
  const text = await response.text();
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.deepEqual(JSON.parse(text), { ...everyType, total: 9007199254740992 });
  assert.match(text, /"total":9007199254740993[,}]/);
});

test('a form comes with plus signs and UTF-8', { skip }, async () => {
  const response = await host.post('/api/form', 'text=a+b%2B%C3%A4&flag=True&count=7', form);
  assert.deepEqual(await response.json(), { text: 'a b+ä', flag: true, count: 7 });
});

test('headers come in any case', { skip }, async () => {
  const response = await host.get('/api/header', { TEXT: 'a b', Count: '7' });
  assert.deepEqual(await response.json(), { text: 'a b', count: 7 });
});

test('any text comes through a query', { skip }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
      const response = await host.get(`/api/query?text=${encodeURIComponent(text)}`);
      assert.deepEqual(await response.json(), { text });
    }),
    { numRuns: 50 },
  );
});

test('any text comes through a path, but %2F', { skip }, async () => {
  const segments = fc
    .string({ minLength: 1 })
    .filter((text) => !/^\.{1,2}$|%2f|\0/i.test(text) && text.trim() === text);
  await fc.assert(
    fc.asyncProperty(segments, async (text) => {
      const response = await host.get(`/api/url/${encodeURIComponent(text)}/of?c=7&t=%2B49`);
      assert.deepEqual(await response.json(), { text, count: 7, phone: '+49' });
    }),
    { numRuns: 50, examples: [['a/b?c#d'], ['100%'], ['%25'], ['ada@club.example'], ['a+b c']] },
  );
});

test('a repeated query parameter is refused', { skip }, async () => {
  const response = await host.get('/api/query?text=a&text=b');
  assert.equal(response.status, 400);
});

const deep = `${'['.repeat(10_000)}1${']'.repeat(10_000)}`;
const json = { 'content-type': 'application/json' };

interface Fault {
  readonly name: string;
  readonly path: string;
  readonly body: string;
  readonly headers?: Record<string, string>;
  readonly status: number;
  readonly code: string;
}

const silent: readonly Fault[] = [
  {
    name: 'no credentials',
    path: '/api/basic',
    body: '{"text":"CANARY"}',
    status: 401,
    code: 'ERR_CALLER_UNAUTHENTICATED',
  },
  {
    name: 'wrong credentials',
    path: '/api/basic',
    body: '{"text":"CANARY"}',
    headers: { authorization: 'Basic Q0FOQVJZOkNBTkFSWQ==' },
    status: 401,
    code: 'ERR_CALLER_UNAUTHENTICATED',
  },
  {
    name: 'no credentials with a body that is too large',
    path: '/api/basic',
    body: 'x'.repeat(2_000_000),
    status: 401,
    code: 'ERR_CALLER_UNAUTHENTICATED',
  },
  {
    name: 'more than a mebibyte',
    path: '/api/body',
    body: JSON.stringify({ text: 'x'.repeat(2_000_000) }),
    status: 413,
    code: 'ERR_BODY_TOO_LARGE',
  },
  {
    name: 'a wrong content type',
    path: '/api/body',
    body: 'text=CANARY',
    headers: form,
    status: 415,
    code: 'ERR_CONTENT_TYPE_UNSUPPORTED',
  },
  {
    name: 'a bug',
    path: '/api/failing',
    body: '{"text":"CANARY"}',
    status: 500,
    code: 'ERR_UNEXPECTED',
  },
  {
    name: 'a setting that is missing',
    path: '/api/unset',
    body: '{}',
    status: 503,
    code: 'ERR_SETTINGS_INVALID',
  },
];

for (const { name, path, body, headers = {}, status, code } of silent) {
  test(`${name} is ${status} and no more than a code`, { skip }, async () => {
    const response = await host.post(path, body, { ...json, ...headers });
    const { requestId, ...rest } = (await response.json()) as Record<string, unknown>;
    assert.equal(response.status, status);
    assert.match(String(requestId), uuid);
    assert.deepEqual(rest, { version: '1.0.0', status, code });
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });
}

const malformed: readonly { name: string; body: string }[] = [
  { name: 'broken JSON', body: '{"text":"CANARY"' },
  { name: 'a wrong type', body: '{"count":"CANARY"}' },
  { name: '__proto__', body: '{"__proto__":{"text":"CANARY"}}' },
  { name: 'half a character', body: '{"text":"CANARY\\ud800"}' },
  { name: '10,000-deep JSON', body: `{"text":${deep},"x":"CANARY"}` },
];

for (const { name, body } of malformed) {
  test(`${name} is 400 with a sentence, and the process lives on`, { skip }, async () => {
    const response = await host.post('/api/body', body, json);
    const text = await response.text();
    assert.equal(response.status, 400);
    const { code, userMessage, developerMessage } = JSON.parse(text);
    assert.equal(code, 'ERR_CLAIMS_MALFORMED');
    assert.match(userMessage, /^[A-Z].*\.$/);
    assert.match(developerMessage, /^[A-Z].*\.$/);
    assert.doesNotMatch(text, /CANARY/);
    assert.equal((await host.post('/api/body', '{}', json)).status, 200);
  });
}

test('a refusal is 409 with what the user reads', { skip }, async () => {
  const response = await host.post('/api/failing', { flag: true });
  const { requestId, ...body } = (await response.json()) as Record<string, unknown>;
  assert.match(String(requestId), uuid);
  const userMessage = 'We say no.';
  assert.deepEqual(body, { version: '1.0.0', status: 409, code: 'NO', userMessage });
});

test('a body in chunks has no length: 411', { skip }, async () => {
  const { status, body } = await postInChunks(`${host.baseUrl}/api/body`, '{"text":"a"}');
  assert.equal(status, 411);
  assert.equal(JSON.parse(body).code, 'ERR_LENGTH_REQUIRED');
});

test('right credentials are let in', { skip }, async () => {
  const response = await host.post('/api/basic', { text: 'a' }, basic);
  assert.deepEqual(await response.json(), { text: 'a' });
});

test('nothing that was sent has come into the log', { skip }, async () => {
  await host.post('/api/failing', { text: 'CANARY' });
  await host.says(/ERR|REST|failing/);
  assert.doesNotMatch(host.output(), /CANARY|Q0FOQVJZ/);
});

function postInChunks(url: string, text: string): Promise<{ status?: number; body: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ status?: number; body: string }>();
  const outgoing = request(url, { method: 'POST', headers: json }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      resolve({ ...(response.statusCode ? { status: response.statusCode } : {}), body });
    });
  });
  outgoing.once('error', reject);
  outgoing.write(text);
  outgoing.end();
  return promise;
}
