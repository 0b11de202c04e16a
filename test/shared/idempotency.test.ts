import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import { ClaimsRejected, DependencyUnavailable } from '../../shared/errors.ts';
import { sweepReplies } from '../../shared/idempotency.ts';
import { type ServeOptions, serve } from '../../shared/serve.ts';
import { startAzurite } from '../support/azurite.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { type ManualTiming, manualTiming } from '../support/manual-timing.ts';
import { profile as plain } from '../support/served-profile.ts';

const azurite = await startAzurite({ after });
const Idempotency__Key = 'a secret of this test, and long enough';
const next = 'the secret that follows, as long as that';
const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };
const given = { ...development, Idempotency__Key };
process.env['AZURE_FUNCTIONS_ENVIRONMENT'] = 'Development';
process.env['Storage'] = azurite.connectionString;

const password = claimType({ id: 'password', dataType: 'string' });
const profile = {
  ...plain,
  passwordClaims: ['password'],
  input: plain.input.extend({ password: password.optional() }),
};

type Work = (calls: number) => unknown;

/** A function that counts its effects; `work` decides what each comes to. */
function countEffects(work: Work = (points) => ({ points }), options: ServeOptions = {}) {
  let effects = 0;
  const handler = serve(
    profile,
    (() => {
      effects += 1;
      return work(effects);
    }) as () => Record<string, never>,
    { environment: given, deadlineMs: 8000, ...options, once: true },
  );
  return { handler, effects: () => effects };
}

/** A request of a journey of its own. */
function newRequest(claims: Record<string, unknown> = {}) {
  return { correlationId: randomUUID(), memberNumber: 'CC-000001', password: 'p', ...claims };
}

/** Each call has its deadline; one more act to come is the pause of a delivery that waits for another. */
async function untilOneWaits(timing: ManualTiming, calls: number): Promise<void> {
  while (timing.pending() <= calls) await turn();
}

test('a request that is delivered again has one effect and one answer', async () => {
  const { handler, effects } = countEffects();
  const request = jsonBody(newRequest());
  const [first, second] = [await invoke(handler, request), await invoke(handler, request)];
  assert.deepEqual(first.json, { points: 1 });
  assert.deepEqual(
    [second.status, second.text, [...second.headers]],
    [first.status, first.text, [...first.headers]],
  );
  assert.equal(effects(), 1);
  assert.match(second.log[0]?.line ?? '', /REST-Test: replayed an earlier reply/);
});

test('twenty deliveries at a time have one effect, and wait for its answer', async () => {
  const gate = Promise.withResolvers<void>();
  const { handler, effects } = countEffects(async (points) => {
    await gate.promise;
    return { points };
  });
  const request = jsonBody(newRequest());
  const answers = Array.from({ length: 20 }, () => invoke(handler, request));
  setTimeout(gate.resolve, 200);
  const answered = await Promise.all(answers);
  assert.deepEqual(new Set(answered.map(({ text }) => text)), new Set(['{"points":1}']));
  assert.equal(effects(), 1);
});

const different: readonly { name: string; change: Record<string, unknown> }[] = [
  { name: 'another password', change: { password: 'q' } },
  { name: 'no password', change: { password: undefined } },
  { name: 'another claim', change: { memberNumber: 'CC-000002' } },
  { name: 'a claim more', change: { points: 0 } },
  { name: 'another language', change: { language: 'de' } },
  { name: 'another journey', change: { correlationId: randomUUID() } },
];

for (const { name, change } of different) {
  test(`${name} is another request: nothing is replayed, also at the same time`, async () => {
    const { handler, effects } = countEffects();
    const request = newRequest();
    const answers = await Promise.all([
      invoke(handler, jsonBody(request)),
      invoke(handler, jsonBody({ ...request, ...change })),
    ]);
    assert.deepEqual(answers.map(({ json }) => json['points']).sort(), [1, 2]);
    assert.equal(effects(), 2);
  });
}

test('a wrong password that is corrected is not refused again, nor a right one let in for a wrong one', async () => {
  const handler = serve(
    profile,
    (claims) => {
      if (claims.password !== 'right') throw new ClaimsRejected('WRONG', 'That is wrong.');
    },
    { environment: given, deadlineMs: 8000, once: true },
  );
  const request = newRequest();
  const tryOne = async (typed: string) =>
    (await invoke(handler, jsonBody({ ...request, password: typed }))).status;
  const statuses = [];
  for (const typed of ['wrong', 'right', 'wrong', 'right']) statuses.push(await tryOne(typed));
  assert.deepEqual(statuses, [409, 200, 409, 200]);
});

test('the native form and the text form of a claim are one request', async () => {
  const { handler, effects } = countEffects();
  const request = newRequest();
  await invoke(handler, jsonBody({ ...request, visits: 7 }));
  await invoke(handler, jsonBody({ ...request, visits: '7' }));
  assert.equal(effects(), 1);
});

test('without a correlation id each delivery has its effect', async () => {
  const { handler, effects } = countEffects();
  const request = jsonBody(newRequest({ correlationId: undefined }));
  await invoke(handler, request);
  await invoke(handler, request);
  assert.equal(effects(), 2);
});

test('a refusal is a reply like any other', async () => {
  const { handler, effects } = countEffects((effect) => {
    throw new ClaimsRejected('FULL', `Effect ${effect}.`);
  });
  const request = jsonBody(newRequest());
  const [first, second] = [await invoke(handler, request), await invoke(handler, request)];
  assert.equal(first.status, 409);
  assert.equal(first.text, second.text);
  assert.equal(effects(), 1);
});

for (const fault of [new DependencyUnavailable('mail'), new TypeError('bug')]) {
  test(`after ${fault.name} the next delivery does the work`, async () => {
    const { handler, effects } = countEffects((effect) => {
      if (effect === 1) throw fault;
      return { points: effect };
    });
    const request = jsonBody(newRequest());
    assert.notEqual((await invoke(handler, request)).status, 200);
    assert.deepEqual((await invoke(handler, request)).json, { points: 2 });
    assert.equal(effects(), 2);
  });
}

test('work that ends after the deadline is not done again: whoever calls again gets its answer', async () => {
  const timing = manualTiming();
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = countEffects(
    async (points) => {
      begun.resolve();
      await gate.promise;
      return { points };
    },
    { timing },
  );
  const request = jsonBody(newRequest());
  const first = invoke(slow.handler, request);
  await begun.promise;
  timing.advance(8000);
  assert.equal((await first).json['code'], 'ERR_DEADLINE_EXCEEDED');
  gate.resolve();
  const { handler, effects } = countEffects(() => ({ points: 2 }));
  assert.deepEqual((await invoke(handler, request)).json, { points: 1 });
  assert.deepEqual([slow.effects(), effects()], [1, 0]);
});

test('a delivery that waits in vain is told to try again, in its own time', async () => {
  const timing = manualTiming();
  const { handler, effects } = countEffects(() => new Promise(() => {}), { timing });
  const request = jsonBody(newRequest());
  const answers = [invoke(handler, request), invoke(handler, request)];
  await untilOneWaits(timing, answers.length);
  timing.advance(8000);
  for (const { json } of await Promise.all(answers)) {
    assert.equal(json['code'], 'ERR_DEADLINE_EXCEEDED');
  }
  assert.equal(effects(), 1);
});

test('what a process died at is done by the next delivery, once its time is over', async () => {
  let now = new Date('2031-05-04T10:20:30Z');
  const timing = manualTiming();
  const clock = { now: () => now, deadlineMs: 1000, timing };
  const begun = Promise.withResolvers<void>();
  const died = countEffects(() => {
    begun.resolve();
    return new Promise(() => {});
  }, clock);
  const { handler, effects } = countEffects((points) => ({ points }), clock);
  const request = jsonBody(newRequest());
  const first = invoke(died.handler, request);
  await begun.promise;
  timing.advance(1000);
  await first;
  now = new Date('2031-05-04T10:20:32Z');
  const second = invoke(handler, request);
  await untilOneWaits(timing, 1);
  timing.advance(1000);
  assert.equal((await second).status, 409, 'it might still be at it');
  assert.equal(effects(), 0);
  now = new Date('2031-05-04T10:20:33.001Z');
  assert.deepEqual((await invoke(handler, request)).json, { points: 1 });
});

test('a reply is kept for two minutes', async () => {
  let now = new Date('2031-05-04T10:20:30Z');
  const { handler } = countEffects((points) => ({ points }), { now: () => now });
  const request = jsonBody(newRequest());
  const at = async (time: string) => {
    now = new Date(`2031-05-04T${time}Z`);
    return (await invoke(handler, request)).json['points'];
  };
  assert.equal(await at('10:20:30'), 1);
  assert.equal(await at('10:22:29'), 1);
  assert.equal(await at('10:23:00'), 2);
});

const phases = {
  before: { Idempotency__Key },
  during: { Idempotency__Key, Idempotency__Key__Next: next },
  after: { Idempotency__Key: next },
};
const rotations: readonly (readonly (keyof typeof phases)[])[] = [
  ['before', 'during'],
  ['during', 'before'],
  ['during', 'after'],
  ['after', 'during'],
  ['after', 'during', 'before'],
  ['during', 'during'],
];

for (const rotation of rotations) {
  test(`a rotation doubles nothing: ${rotation.join(', then ')}`, async () => {
    let effects = 0;
    const request = jsonBody(newRequest());
    for (const phase of rotation) {
      const environment = { ...development, ...phases[phase] };
      const count = () => ({ points: ++effects });
      const handler = serve(profile, count, { environment, deadlineMs: 8000, once: true });
      assert.deepEqual((await invoke(handler, request)).json, { points: 1 });
    }
    assert.equal(effects, 1);
  });
}

test('neighbors in a rotation do the work of one request once, also at the same time', async () => {
  let effects = 0;
  const handlers = [phases.before, phases.during, phases.during].map((phase) => {
    const environment = { ...development, ...phase };
    const count = async () => {
      effects += 1;
      await turn();
      return { points: effects };
    };
    return serve(profile, count, { environment, deadlineMs: 8000, once: true });
  });
  const request = jsonBody(newRequest());
  const deliveries = Array.from({ length: 5 }, () => handlers).flat();
  const answered = await Promise.all(deliveries.map((handler) => invoke(handler, request)));
  for (const { json } of answered) assert.deepEqual(json, { points: 1 });
  assert.equal(effects, 1);
});

/** All that the table of replies holds, as its owner sees it. */
async function rawReplies() {
  const insecure = { allowInsecureConnection: true };
  const table = TableClient.fromConnectionString(azurite.connectionString, 'replies', insecure);
  const rows = [];
  for await (const row of table.listEntities()) rows.push(row);
  return { table, rows };
}

test('the table tells neither claims nor passwords nor replies', async () => {
  const { handler } = countEffects(() => ({ text: 'CANARY' }));
  await invoke(handler, jsonBody(newRequest({ memberNumber: 'CANARY', password: 'CANARY' })));
  const { rows } = await rawReplies();
  assert.ok(rows.length > 0);
  const text = rows.map((row) => JSON.stringify(row)).join('');
  const opened = text.replaceAll(/[A-Za-z0-9+/=]{24,}/g, (part) =>
    Buffer.from(part, 'base64').toString('latin1'),
  );
  assert.doesNotMatch(text + opened, /CANARY|CC-000001|points/);
});

test('a reply that was tampered with is not replayed, and the work not doubled', async () => {
  const { handler, effects } = countEffects();
  const request = jsonBody(newRequest());
  const { rows: earlier } = await rawReplies();
  await invoke(handler, request);
  const known = new Set(earlier.map(({ partitionKey }) => partitionKey));
  const { table, rows } = await rawReplies();
  const row = rows.find(({ partitionKey = '' }) => !known.has(partitionKey));
  assert.ok(row?.partitionKey && row.rowKey);
  const { partitionKey, rowKey } = row;
  await table.updateEntity({ partitionKey, rowKey, reply: 'AAAA'.repeat(20) }, 'Merge');
  const answered = await invoke(handler, request);
  assert.equal(answered.status, 500);
  assert.equal(effects(), 1);
});

test('a reply that is too long to be kept is given all the same', async () => {
  const { handler } = countEffects(() => ({ text: 'x'.repeat(40_000) }));
  const answered = await invoke(handler, jsonBody(newRequest()));
  assert.equal(answered.status, 200);
  assert.equal(answered.text.length, 40_011);
});

test('without its secret a function does nothing: 503', async () => {
  const { handler, effects } = countEffects(undefined, { environment: development });
  const answered = await invoke(handler, jsonBody(newRequest()));
  assert.equal(answered.status, 503);
  assert.equal(effects(), 0);
});

test('a profile that has no correlation id to go by says so once', async () => {
  const { correlationClaim: _, ...bare } = { ...profile, input: z.object({}) };
  const options = { environment: given, once: true };
  const handler = serve(bare, () => {}, options);
  const [first, second] = [
    await invoke(handler, jsonBody({})),
    await invoke(handler, jsonBody({})),
  ];
  assert.match(first.log[0]?.line ?? '', /CorrelationId/);
  assert.deepEqual(second.log, []);
});

test('sweeping deletes the replies that nobody may get again', async () => {
  const { handler } = countEffects();
  await invoke(handler, jsonBody(newRequest()));
  await turn();
  assert.ok((await sweepReplies(new Date('2100-01-01T00:00:00Z'))) > 0);
  assert.deepEqual((await rawReplies()).rows, []);
});

test('where storage is down nothing is done that could not be known again: 503', async () => {
  const { handler, effects } = countEffects();
  await azurite.stop();
  const answered = await invoke(handler, jsonBody(newRequest()));
  assert.equal(answered.status, 503);
  assert.equal(effects(), 0);
});
