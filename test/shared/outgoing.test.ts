import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { DependencyUnavailable } from '../../shared/errors.ts';
import { type Metric, onMetric } from '../../shared/metrics.ts';
import { outgoing } from '../../shared/outgoing.ts';
import { serve } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { type ManualTiming, manualTiming } from '../support/manual-timing.ts';
import { profile } from '../support/served-profile.ts';
import { startApi } from '../support/test-api.ts';

/** What a dependency may do to a caller. */
type Behavior = (response: ServerResponse, timing: ManualTiming) => void;

const ok: Behavior = (response) => response.end('{"answer":42}');
const fails: Behavior = (response) => response.writeHead(500).end('CANARY');
const resets: Behavior = (response) => response.socket?.destroy();
const hangs: Behavior = (_response, timing) => timing.advance(1000);
const status =
  (code: number): Behavior =>
  (response) =>
    response.writeHead(code, { location: '/elsewhere' }).end('{}');
const endsHalfway: Behavior = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('half', () => response.socket?.destroy());
};
const drips: Behavior = (response, timing) => {
  response.writeHead(200).write('drop', () => timing.advance(1000));
};
const floods: Behavior = (response) => response.end(Buffer.alloc(1024 * 1024 + 1));

/** A dependency that does one thing after the other, and the last one for good; its caller's clock stands still. */
async function dependency(t: TestContext, ...behaviors: Behavior[]) {
  const timing = manualTiming();
  const { url, seen } = await startApi(t, (response, count) => {
    const behavior = behaviors[Math.min(count, behaviors.length) - 1] ?? ok;
    behavior(response, timing);
  });
  const call = outgoing('the mail service', { timing, openMs: 10_000, failuresToOpen: 3 });
  return { call, url, seen, timing };
}

const unavailable = (error: DependencyUnavailable) => {
  assert.equal(error.code, 'ERR_DEPENDENCY_UNAVAILABLE');
  assert.equal(error.status, 503);
  assert.match(error.message, /"the mail service" does not answer/);
  return true;
};

test('what is asked arrives, and the answer comes back', async (t) => {
  const { call, url, seen } = await dependency(t, ok);
  const headers = { 'x-key': 'k' };
  const answer = await call(`${url}/send?a=1`, { method: 'POST', body: 'letter', headers });
  assert.deepEqual([answer.status, await answer.json()], [200, { answer: 42 }]);
  assert.deepEqual([seen[0]?.line, seen[0]?.body], ['POST /send?a=1', 'letter']);
  assert.equal(seen[0]?.headers['x-key'], 'k');
});

test('an answer that was compressed is readable, and says so no more', async (t) => {
  const { call, url } = await dependency(t, (response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('plain'));
  });
  const answer = await call(url);
  assert.equal(await answer.text(), 'plain');
  assert.equal(answer.headers.get('content-encoding'), null);
});

const answers: readonly { name: string; behavior: Behavior; status: number }[] = [
  { name: 'no content', behavior: (response) => response.writeHead(204).end(), status: 204 },
  { name: 'that there is no such thing', behavior: status(404), status: 404 },
  { name: 'that the request is bad', behavior: status(400), status: 400 },
];

for (const { name, behavior, status: expected } of answers) {
  test(`"${name}" is an answer, and asked for once`, async (t) => {
    const { call, url, seen } = await dependency(t, behavior);
    assert.equal((await call(url)).status, expected);
    assert.equal(seen.length, 1);
  });
}

const misbehaviors: readonly { name: string; behavior: Behavior }[] = [
  { name: 'fails', behavior: fails },
  { name: 'is busy', behavior: status(429) },
  { name: 'is unavailable', behavior: status(503) },
  { name: 'resets the connection', behavior: resets },
  { name: 'says nothing', behavior: hangs },
  { name: 'stops in the middle', behavior: endsHalfway },
  { name: 'never comes to its end', behavior: drips },
  { name: 'sends more than anybody needs', behavior: floods },
  { name: 'sends us elsewhere', behavior: status(302) },
];

for (const { name, behavior } of misbehaviors) {
  test(`one that ${name} is asked twice where that does no harm`, async (t) => {
    const { call, url, seen } = await dependency(t, behavior);
    await assert.rejects(call(url), unavailable);
    assert.equal(seen.length, 2);
  });

  test(`one that ${name} once is forgiven`, async (t) => {
    const { call, url, seen } = await dependency(t, behavior, ok);
    assert.equal((await call(url, { method: 'PUT', body: 'again' })).status, 200);
    assert.deepEqual(
      seen.map(({ body }) => body),
      ['again', 'again'],
    );
  });

  test(`one that ${name} gets a letter once`, async (t) => {
    const { call, url, seen } = await dependency(t, behavior, ok);
    await assert.rejects(call(url, { method: 'POST', body: 'letter' }), unavailable);
    assert.equal(seen.length, 1);
  });
}

test('nobody at the address is no answer', async () => {
  await assert.rejects(outgoing('the mail service')('http://127.0.0.1:1/'), unavailable);
});

test('an address that is none is a bug of ours', async () => {
  await assert.rejects(outgoing('the mail service')('mail'), TypeError);
});

/** Lets it fail until nobody asks any more. */
async function open(t: TestContext, ...afterwards: Behavior[]) {
  const circuit: unknown[] = [];
  t.after(
    onMetric(({ name, dimensions }: Metric) => {
      if (name === 'circuit') circuit.push(dimensions['state']);
    }),
  );
  const made = await dependency(t, fails, fails, fails, ...afterwards);
  const send = () => made.call(made.url, { method: 'POST', body: 'letter' });
  for (let failure = 0; failure < 3; failure += 1) await assert.rejects(send(), unavailable);
  return { ...made, send, circuit };
}

test('after so many failures in a row nobody asks', async (t) => {
  const { send, seen, timing, circuit } = await open(t, ok);
  await assert.rejects(send(), unavailable);
  timing.advance(9999);
  await assert.rejects(send(), unavailable);
  assert.equal(seen.length, 3);
  assert.deepEqual(circuit, ['open']);
});

test('an answer in between begins the count anew', async (t) => {
  const { call, url, seen } = await dependency(t, fails, fails, ok, fails, fails, ok);
  const send = () => call(url, { method: 'POST' }).then(({ status: code }) => code, () => 503); // biome-ignore format: one line
  const statuses = [];
  for (let count = 0; count < 6; count += 1) statuses.push(await send());
  assert.deepEqual(statuses, [503, 503, 200, 503, 503, 200]);
  assert.equal(seen.length, 6);
});

test('after a while one asks for all, and the others wait for what it gets', async (t) => {
  const { send, seen, timing, circuit } = await open(t, ok);
  timing.advance(10_000);
  const all = await Promise.all(Array.from({ length: 5 }, () => send()));
  assert.deepEqual(new Set(all.map(({ status: code }) => code)), new Set([200]));
  assert.equal(seen.length, 8);
  assert.deepEqual(circuit, ['open', 'halfopen', 'closed']);
});

test('who is not well yet is left alone as long again', async (t) => {
  const { send, seen, timing, circuit } = await open(t, fails, ok);
  timing.advance(10_000);
  await assert.rejects(send(), unavailable);
  timing.advance(9999);
  await assert.rejects(send(), unavailable);
  assert.equal(seen.length, 4);
  timing.advance(1);
  assert.equal((await send()).status, 200);
  assert.deepEqual(circuit, ['open', 'halfopen', 'open', 'halfopen', 'closed']);
});

test('each attempt is measured, by what came of it and nothing of what was said', async (t) => {
  const told: Metric[] = [];
  t.after(onMetric((metric) => told.push(metric)));
  const { call, url } = await dependency(t, fails, ok);
  await call(`${url}/CANARY`);
  const outcomes = told.map(({ name, dimensions }) => ({ name, ...dimensions }));
  const [name, label] = ['dependencyDurationMs', 'the mail service'];
  assert.deepEqual(outcomes, [
    { name, dependency: label, outcome: 'failed' },
    { name, dependency: label, outcome: 'answered' },
  ]);
});

test('a call that is over ends what it asked for, and asks for nothing more', async (t) => {
  const timing = manualTiming();
  const gone = Promise.withResolvers<void>();
  const { url, seen } = await startApi(t, (response) => {
    response.once('close', () => gone.resolve());
    timing.advance(500);
  });
  const call = outgoing('the mail service', { timing });
  let late: Promise<void> | undefined;
  const handler = serve(
    profile,
    async (_claims, { signal }) => {
      const askedLate = once(signal, 'abort').then(() => call(url));
      late = assert.rejects(askedLate, unavailable);
      await call(url);
    },
    { timing, deadlineMs: 500 },
  );
  const { json } = await invoke(handler, jsonBody({}));
  assert.equal(json['code'], 'ERR_DEADLINE_EXCEEDED');
  await gone.promise;
  assert.ok(late);
  await late;
  assert.equal(seen.length, 1);
});

test('a function whose dependency does not answer is 503, and says no word of it', async (t) => {
  const { call, url } = await dependency(t, fails);
  const handler = serve(profile, async () => {
    await call(url);
  });
  const { status: code, text, log } = await invoke(handler, jsonBody({}));
  assert.equal(code, 503);
  assert.doesNotMatch(text + JSON.stringify(log), /CANARY/);
});
