import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallOptions } from '../../caller/call.ts';
import { call } from '../support/called-profile.ts';
import { type Answerer, answerWith, startApi } from '../support/test-api.ts';

const silence: Answerer = () => undefined;
const reset: Answerer = (response) => response.destroy();
const halfAnswer: Answerer = (response) => {
  response.writeHead(200, { 'content-length': 100 });
  response.write('{"tier":');
};
const metadata = {
  UserMessageIfRequestTimeout: 'Too slow.',
  DefaultUserMessageIfRequestFailed: 'It failed.',
};

interface NetworkCase {
  readonly name: string;
  readonly answerer: Answerer;
  readonly options?: Partial<CallOptions>;
  readonly reason: string;
  readonly tries: number;
  readonly page: string;
}

const networkFailures: NetworkCase[] = [
  {
    name: 'silence',
    answerer: silence,
    options: { timeoutMs: 1000 },
    reason: 'timed-out',
    tries: 2,
    page: 'Too slow.',
  },
  {
    name: 'half an answer',
    answerer: halfAnswer,
    options: { timeoutMs: 1000 },
    reason: 'timed-out',
    tries: 2,
    page: 'Too slow.',
  },
  {
    name: 'a reset connection',
    answerer: reset,
    reason: 'connection-failed',
    tries: 2,
    page: 'It failed.',
  },
  {
    name: 'three tries of old',
    answerer: reset,
    options: { tries: 3 },
    reason: 'connection-failed',
    tries: 3,
    page: 'It failed.',
  },
  {
    name: 'a connection failure that is not tried again',
    answerer: reset,
    options: { retryOn: ['timed-out'] },
    reason: 'connection-failed',
    tries: 1,
    page: 'It failed.',
  },
  {
    name: 'an answer of many bytes',
    answerer: answerWith(200, 'x'.repeat(5000)),
    options: { maxAnswerBytes: 4096 },
    reason: 'answer-too-large',
    tries: 1,
    page: 'It failed.',
  },
  {
    name: '500',
    answerer: answerWith(500, 'stack trace'),
    reason: 'server-failed',
    tries: 1,
    page: 'It failed.',
  },
  {
    name: '500 where it is tried again',
    answerer: answerWith(500, ''),
    options: { retryOn: ['server-failed'] },
    reason: 'server-failed',
    tries: 2,
    page: 'It failed.',
  },
  {
    name: 'a redirect',
    answerer: answerWith(302, ''),
    reason: 'redirected',
    tries: 1,
    page: 'It failed.',
  },
];

for (const { name, answerer, options, reason, tries, page } of networkFailures) {
  test(`callProfile reads ${name} as ${reason}`, async (t) => {
    const api = await startApi(t, answerer);
    const outcome = await call({ serviceUrl: api.url, metadata }, options);
    assert.ok(outcome.outcome === 'failed');
    assert.deepEqual(
      [outcome.reason, outcome.timing.tries, api.seen.length],
      [reason, tries, tries],
    );
    assert.equal(outcome.shown.onPage, page);
    assert.ok(!JSON.stringify(outcome).includes('CC-000001'));
  });
}

test('the second try may succeed, with the same request', async (t) => {
  const api = await startApi(t, (response, count) => {
    if (count === 1) return void response.destroy();
    answerWith(200, { tier: 'oar' })(response);
  });
  const outcome = await call({ serviceUrl: api.url });
  assert.equal(outcome.outcome, 'claims');
  assert.equal(outcome.timing.tries, 2);
  assert.equal(api.seen[0]?.body, api.seen[1]?.body);
});

test('one connection serves several calls', async (t) => {
  const ports = new Set<number | undefined>();
  const api = await startApi(t, (response) => {
    ports.add(response.req.socket.remotePort);
    answerWith(200, { tier: 'oar' })(response);
  });
  for (let i = 0; i < 3; i += 1) await call({ serviceUrl: api.url });
  assert.equal(ports.size, 1);
});

test('nobody listening is a failed connection', async () => {
  const outcome = await call({ serviceUrl: 'http://127.0.0.1:1/', metadata }); // tcpmux: long dead
  assert.ok(outcome.outcome === 'failed');
  assert.equal(outcome.reason, 'connection-failed');
  assert.equal(outcome.shown.onPage, 'It failed.');
});

test('a host name that does not resolve has a message of its own', async () => {
  const own = { ...metadata, UserMessageIfDnsResolutionFailed: 'No such host.' };
  const outcome = await call({ serviceUrl: 'http://api.invalid/', metadata: own });
  assert.ok(outcome.outcome === 'failed');
  assert.equal(outcome.reason, 'dns-failed');
  assert.equal(outcome.shown.onPage, 'No such host.');
});

const sloppy = [
  {
    name: 'HTML under 400',
    answerer: answerWith(400, '<h1>Oops</h1>', 'text/html'),
    outcome: 'failed',
  },
  {
    name: 'an error body under 200',
    answerer: answerWith(200, { version: '1.0.0', status: 409, userMessage: 'No.' }),
    outcome: 'claims',
  },
  {
    name: 'JSON with a byte order mark and no content type',
    answerer: answerWith(200, '\ufeff{"tier":"oar"}', ''),
    outcome: 'claims',
  },
  { name: 'a number for a string', answerer: answerWith(200, { tier: 7 }), outcome: 'claims' },
  {
    name: 'bytes that are no UTF-8',
    answerer: (response) => void response.end(Buffer.from('7b22a5ff', 'hex')),
    outcome: 'failed',
  },
  {
    name: 'an answer that closes early',
    answerer: (response) => {
      response.writeHead(200, { 'content-length': 9 });
      response.write('{');
      response.destroy();
    },
    outcome: 'failed',
  },
] satisfies { name: string; answerer: Answerer; outcome: string }[];

for (const { name, answerer, outcome: expected } of sloppy) {
  test(`a sloppy API that sends ${name} gives the outcome ${expected}`, async (t) => {
    const api = await startApi(t, answerer);
    const { outcome } = await call({ serviceUrl: api.url }, { timeoutMs: 2000 });
    assert.equal(outcome, expected);
  });
}
