import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import * as z from 'zod';
import { defineOneTimeCodes } from '../../shared/one-time-codes.ts';
import { serve } from '../../shared/serve.ts';
import { defineSlidingWindow } from '../../shared/sliding-window.ts';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { startLosingStorage } from '../support/losing-storage.ts';
import { profile } from '../support/served-profile.ts';
import { ofTest } from '../support/table-of-test.ts';

/* The SDK repeats a write whose answer was lost, and is told that it comes too late: after our own. */

const storage = await startLosingStorage({ after });
const secret = 'a secret of this test, and long enough';
const environment = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', Idempotency__Key: secret };
Object.assign(process.env, environment, {
  Storage: storage.connectionString,
  Digest__Key: secret,
});

test('a request that is marked by ourselves is ours: its work is done, once', async () => {
  let effects = 0;
  const handler = serve(profile, () => ({ points: ++effects }), { environment, once: true });
  const call = (correlationId: string) => invoke(handler, jsonBody({ correlationId }));
  await call(randomUUID()); // makes the table
  const correlationId = randomUUID();
  storage.loseNext();
  const { status, json } = await call(correlationId);
  assert.deepEqual({ status, json }, { status: 200, json: { points: 2 } });
  assert.equal(storage.isLosing(), false);
  assert.deepEqual((await call(correlationId)).json, { points: 2 });
});

test('a code that is on record already is sent, and once', async () => {
  const codes = defineOneTimeCodes({
    table: 'lostcodes',
    recipient: 'address',
    normalize: (to) => to,
  });
  let sent = 0;
  const send = (recipient: string) =>
    codes.send({ recipient, journey: 'j', now: new Date() }, async () => {
      sent += 1;
      return 'taken';
    });
  await send('ada'); // makes the table
  storage.loseNext();
  assert.deepEqual(await send('grace'), { outcome: 'sent' });
  assert.equal(storage.isLosing(), false);
  assert.equal(sent, 2);
});

const counters = defineTable('lostcounters', z.object({ count: z.int() }), ofTest);
const key = { partition: 'p', row: 'counter' };
const countOne = () =>
  changeEntity(counters, key, (current) => ({ data: { count: (current?.count ?? 0) + 1 } }));

const lostWrites = [
  { name: 'creation', method: 'POST' },
  { name: 'replacement', method: 'PUT' },
] as const;
for (const { name, method } of lostWrites) {
  test(`a change is made once where the answer to its ${name} is lost`, async () => {
    await counters.put({ ...key, row: 'other' }, { count: 0 }); // makes the table
    const before = (await counters.get(key))?.data.count ?? 0;
    storage.loseNext(method);
    assert.deepEqual(await countOne(), { count: before + 1 });
    assert.equal(storage.isLosing(), false);
    assert.equal((await counters.get(key))?.data.count, before + 1);
  });
}

test('an event takes one place of a window where the answer is lost', async () => {
  const window = defineSlidingWindow('lostplaces', ofTest);
  const now = new Date();
  const rules = { limit: 2, windowMs: 60_000 };
  assert.equal(await window.take('other', rules, now), undefined); // makes the table
  storage.loseNext();
  assert.equal(await window.take('key', rules, now), undefined);
  assert.equal(storage.isLosing(), false);
  assert.equal(await window.take('key', rules, now), undefined, 'there is a second place');
  assert.ok(await window.take('key', rules, now));
});

test('writes together are done once, and known to be, where the answer is lost', async () => {
  const write = (row: string, count: number, etag?: string) => ({ row, etag, data: { count } });
  assert.ok(await counters.together('batch', [write('a', 1)]));
  const a = await counters.get({ partition: 'batch', row: 'a' });
  for (const writes of [[write('b', 1), write('c', 1)], [write('a', 2, a?.etag)]]) {
    storage.loseNext();
    assert.equal(await counters.together('batch', writes), true);
    assert.equal(storage.isLosing(), false);
  }
  assert.equal(await counters.together('batch', [write('a', 3, a?.etag)]), false);
});
