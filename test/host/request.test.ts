import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fixtureApp, startFunctionsHost } from '../support/functions-host.ts';
import { exchange, send } from '../support/raw-http.ts';

const host = await startFunctionsHost({ after }, { app: fixtureApp });
const { baseUrl } = host;

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly query: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly user: unknown;
  readonly body: string;
  readonly traceContext: unknown;
}

async function echo(raw: Partial<Parameters<typeof send>[1]>): Promise<Seen> {
  const answer = await send(baseUrl, { path: '/api/echo', ...raw });
  assert.equal(answer.status, 200);
  return JSON.parse(answer.body.toString());
}

const queries = [
  { name: 'repeated keys are joined', query: '?a=1&a=2', seen: [['a', '1,2']] },
  { name: 'keys that differ in case are one', query: '?a=1&A=2', seen: [['a', '1,2']] },
  {
    name: 'empty values stay',
    query: '?a=&b',
    seen: [
      ['a', ''],
      ['b', ''],
    ],
  },
  { name: 'plus and escapes are decoded', query: '?a=b+c%26', seen: [['a', 'b c&']] },
  { name: '__proto__ is a key like others', query: '?__proto__=x', seen: [['__proto__', 'x']] },
  { name: 'none is fine', query: '', seen: [] },
];
for (const { name, query, seen } of queries) {
  test(`query: ${name}`, async () => {
    assert.deepEqual((await echo({ path: `/api/echo${query}` })).query, seen);
  });
}

test('the URL keeps repeated query keys apart', async () => {
  const { url } = await echo({ path: '/api/echo?a=1&a=2' });
  assert.deepEqual(new URL(url).searchParams.getAll('a'), ['1', '2']);
});

const urls = [
  { name: 'an escaped at sign is decoded', path: '/api/keys/a%40b', url: '/api/keys/a@b' },
  { name: 'an escaped slash stays', path: '/api/keys/a%2Fb', url: '/api/keys/a%2Fb' },
  { name: 'dot segments are gone', path: '/api/x/../keys/1', url: '/api/keys/1' },
  { name: 'the case stays', path: '/API/Keys/A', url: '/API/Keys/A' },
];
for (const { name, path, url } of urls) {
  test(`URL: ${name}`, async () => {
    assert.equal((await echo({ path })).url, `${baseUrl}${url}`);
  });
}

test('x-forwarded headers do not change the URL, but arrive', async () => {
  const { url, headers } = await echo({
    headers: [
      ['X-Forwarded-Host', 'elsewhere.example'],
      ['X-Forwarded-Proto', 'https'],
    ],
  });
  assert.equal(url, `${baseUrl}/api/echo`);
  assert.equal(headers['x-forwarded-host'], 'elsewhere.example');
});

test('an absolute target is read as its path', async () => {
  const { url } = await echo({ path: 'http://elsewhere.example/api/echo?a=1' });
  assert.equal(url, `${baseUrl}/api/echo?a=1`);
});

test('repeated headers are joined with a comma, whatever their case', async () => {
  const { headers } = await echo({
    headers: [
      ['X-Twice', 'a'],
      ['x-twice', 'b'],
    ],
  });
  assert.equal(headers['x-twice'], 'a,b');
});

test('a forged x-ms-client-principal fills the user', async () => {
  const principal = { userId: 'u', userRoles: [], identityProvider: 'p', userDetails: 'd' };
  const value = Buffer.from(JSON.stringify(principal)).toString('base64');
  const { user } = await echo({ headers: [['X-MS-CLIENT-PRINCIPAL', value]] });
  assert.equal((user as { id: string }).id, 'u');
});

test('the trace context is empty and the header stays readable', async () => {
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const { traceContext, headers } = await echo({ headers: [['traceparent', traceparent]] });
  assert.deepEqual(traceContext, { traceParent: '', traceState: '', attributes: {} });
  assert.equal(headers['traceparent'], traceparent);
});

const bodies = [
  { name: 'with Content-Length it arrives', method: 'POST', headers: [], seen: 'abc' },
  {
    name: 'chunked it arrives empty',
    method: 'POST',
    headers: [['Transfer-Encoding', 'chunked']],
    seen: '',
  },
  { name: 'of GET it is dropped', method: 'GET', headers: [['Content-Length', '3']], seen: '' },
  {
    name: 'an Expect is answered and it arrives',
    method: 'POST',
    headers: [
      ['Expect', '100-continue'],
      ['Content-Length', '3'],
    ],
    seen: 'abc',
  },
  {
    name: 'an unknown Expect is ignored',
    method: 'POST',
    headers: [
      ['Expect', 'miracles'],
      ['Content-Length', '3'],
    ],
    seen: 'abc',
  },
] as const;
for (const { name, method, headers, seen } of bodies) {
  test(`body: ${name}`, async () => {
    assert.equal((await echo({ method, headers, body: 'abc' })).body, seen);
  });
}

const jsonBodies = [
  { name: 'a byte order mark is forgiven', body: '\uFEFF{"a":1}', status: 200, keys: ['a'] },
  {
    name: '__proto__ is an own key',
    body: '{"__proto__":{"x":1}}',
    status: 200,
    keys: ['__proto__'],
  },
  { name: 'an empty body is a SyntaxError', body: '', status: 400 },
  { name: 'broken JSON is a SyntaxError', body: '{', status: 400 },
];
for (const { name, body, status, keys } of jsonBodies) {
  test(`request.json(): ${name}`, async () => {
    const response = await host.post('/api/read-json', body);
    assert.equal(response.status, status);
    if (keys) assert.deepEqual((await response.json())['keys'], keys);
    else assert.equal(await response.text(), 'SyntaxError');
  });
}

test('12 kB of headers and 6 kB of URL are fine', async () => {
  const large = 'x'.repeat(12_000);
  const { headers, query } = await echo({
    path: `/api/echo?q=${'y'.repeat(6000)}`,
    headers: [['X-Large', large]],
  });
  assert.equal(headers['x-large'], large);
  assert.equal(query[0]?.[1].length, 6000);
});

const sizes = [
  { name: '5 MB', bytes: 5_000_000 },
  { name: '99 MB', bytes: 99_000_000 },
];
for (const { name, bytes } of sizes) {
  test(`a body of ${name} is fine`, async () => {
    const response = await host.post('/api/body-size', new Uint8Array(bytes));
    assert.equal(await response.json(), bytes);
  });
}

test('a body over 104857600 bytes is 500, empty, without a call of the function', async () => {
  const head = 'POST /api/body-size HTTP/1.1\r\nHost: h\r\nConnection: close\r\n';
  const answer = await exchange(baseUrl, `${head}Content-Length: 104857601\r\n\r\n`, (text) =>
    text.includes('\r\n\r\n'),
  );
  assert.match(answer, /^HTTP\/1\.1 500 .*content-length: 0\r\n/is);
});
