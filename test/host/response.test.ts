import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fixtureApp, onlyOurFixture, startFunctionsHost } from '../support/functions-host.ts';
import { exchange, send } from '../support/raw-http.ts';

const host = await startFunctionsHost({ after }, { app: fixtureApp });
const { baseUrl } = host;
const reply = (kind: string) => send(baseUrl, { path: `/api/reply/${kind}` });

const bodies = [
  { kind: 'text', type: 'text/plain;charset=UTF-8', body: 'hello' },
  { kind: 'json', type: 'application/json', body: '{"a":1}' },
  { kind: 'bytes', type: undefined, body: '\0\xff\x80' },
  { kind: '418', status: 418, type: 'text/plain;charset=UTF-8', body: 'short and stout' },
];
for (const { kind, status = 200, type, body } of bodies) {
  test(`a body (${kind}) is sent in chunks`, async () => {
    const answer = await reply(kind);
    assert.equal(answer.status, status);
    assert.equal(answer.headers['content-type'], type);
    assert.equal(answer.headers['transfer-encoding'], 'chunked');
    assert.equal(answer.headers['content-length'], undefined);
    assert.equal(answer.body.toString('latin1'), body);
  });
}

const withoutBody = [
  { kind: 'empty', name: 'an empty object', status: 200, length: '0' },
  { kind: 'nothing', name: 'undefined', status: 204, length: undefined },
  { kind: 'null', name: 'null', status: 204, length: undefined },
  { kind: '204', name: 'a 204 with a body', status: 204, length: undefined },
  { kind: '304', name: 'a 304', status: 304, length: undefined },
  { kind: 'throw-error', name: 'a thrown error', status: 500, length: '0' },
  { kind: 'throw-text', name: 'a thrown text', status: 500, length: '0' },
  { kind: 'throw-undefined', name: 'a thrown undefined', status: 500, length: '0' },
  { kind: 'reject-error', name: 'a rejected promise', status: 500, length: '0' },
  { kind: 'non-object', name: 'a text for a response', status: 500, length: '0' },
  { kind: 'status-199', name: 'status 199', status: 500, length: '0' },
  { kind: 'status-600', name: 'status 600', status: 500, length: '0' },
  { kind: 'non-ascii-header', name: 'a header beyond ASCII', status: 500, length: '0' },
  { kind: 'control-header', name: 'a control character in a header', status: 500, length: '0' },
  { kind: 'cookie-injection', name: 'a cookie that would end its line', status: 500, length: '0' },
  { kind: 'negotiate-text', name: 'text under content negotiation', status: 406, length: '0' },
];
for (const { kind, name, status, length } of withoutBody) {
  test(`${name} is ${status} without a body`, async () => {
    const answer = await reply(kind);
    assert.equal(answer.status, status);
    assert.equal(answer.headers['content-length'], length);
    assert.equal(answer.headers['transfer-encoding'], undefined);
    assert.equal(answer.body.length, 0);
  });
}

test('what a function throws is logged under its name', onlyOurFixture, async () => {
  await reply('throw-error');
  await host.says(/error reply: Error: thrown-on-purpose\n {4}.*reply\.js/);
  await reply('throw-text');
  await host.says(/error reply: text-thrown-on-purpose\n/);
});

test('of two set-cookie headers the last survives', async () => {
  assert.deepEqual((await reply('two-set-cookie')).headers['set-cookie'], ['last=2']);
});

test('cookies have the form of ASP.NET Core', async () => {
  assert.deepEqual((await reply('cookies')).headers['set-cookie'], [
    'a=b%20c; max-age=60; path=/; samesite=lax; httponly',
    'gone=; max-age=0; path=/',
    'epoch=1; path=/',
    'full=o%27k; expires=Wed, 02 Jan 2030 03:04:05 GMT; domain=example.com; path=/p; secure; samesite=none',
  ]);
});

test("a function's own content-length stands next to the chunks, and breaks the response", async () => {
  const raw = 'GET /api/reply/content-length HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';
  const answer = await exchange(baseUrl, raw);
  assert.match(answer, /\r\ncontent-length: 3\r\n/i);
  assert.match(answer, /\r\ntransfer-encoding: chunked\r\n/i);
  await assert.rejects(fetch(`${baseUrl}/api/reply/content-length`));
});

test('JSON under content negotiation becomes base64 in a JSON string', async () => {
  const answer = await reply('negotiate-json');
  assert.equal(answer.status, 200);
  assert.equal(answer.body.toString(), JSON.stringify(Buffer.from('{"a":1}').toString('base64')));
});

const withHeaders = [
  { name: '200', path: '/api/reply/text', status: 200 },
  { name: '204', path: '/api/reply/null', status: 204 },
  { name: '304', path: '/api/reply/304', status: 304 },
  { name: '404 of the router', path: '/api/nowhere', status: 404 },
  { name: '406', path: '/api/reply/negotiate-text', status: 406 },
  { name: '418', path: '/api/reply/418', status: 418 },
  { name: '500', path: '/api/reply/throw-error', status: 500 },
  { name: 'the home page', path: '/', status: 200 },
];
for (const { name, path, status } of withHeaders) {
  test(`the headers of host.json reach ${name}`, async () => {
    const answer = await send(baseUrl, { path });
    assert.equal(answer.status, status);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
    assert.equal(answer.headers['x-own'], 'from host.json');
    assert.equal(answer.headers['server'], 'Kestrel');
  });
}

test("a function's own header wins over host.json", async () => {
  assert.equal((await reply('own-header')).headers['x-own'], 'from the function');
});

test('HTTP/1.0 gets its body without chunks', async () => {
  const answer = await exchange(baseUrl, 'GET /api/reply/text HTTP/1.0\r\nHost: h\r\n\r\n');
  assert.doesNotMatch(answer, /transfer-encoding/i);
  assert.match(answer, /\r\n\r\nhello$/);
});
