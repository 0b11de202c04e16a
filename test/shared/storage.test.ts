import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { defineTable, jsonColumn } from '../../shared/storage.ts';
import { escapeKey, unescapeKey } from '../../shared/storage-key.ts';
import { startAzurite } from '../support/azurite.ts';
import { ofTest } from '../support/table-of-test.ts';

const schema = z.object({
  name: z.string(),
  visits: z.number(),
  meters: z.bigint().optional(),
  isActive: z.boolean().optional(),
  since: z.date().optional(),
  boats: jsonColumn(z.array(z.string())).optional(),
});
const table = defineTable('storagetest', schema, ofTest);

const azurite = await startAzurite({ after });
process.env['AZURE_FUNCTIONS_ENVIRONMENT'] = 'Development';
process.env['Storage'] = azurite.connectionString;

const newKey = () => ({ partition: 'p', row: randomUUID() });

test('what is written is read back, every column type', async () => {
  const key = newKey();
  const data = {
    name: 'Ada',
    visits: 3,
    meters: 9_007_199_254_740_993n,
    isActive: false,
    since: new Date('2026-01-02T03:04:05.678Z'),
    boats: ['Heron', 'Teal'],
  };
  await table.put(key, data);
  assert.deepEqual((await table.get(key))?.data, data);
});

test('an absent key reads as undefined, also before the table exists', async () => {
  const other = defineTable(`t${randomUUID().replaceAll('-', '')}`, schema, ofTest);
  assert.equal(await other.get(newKey()), undefined);
  assert.equal(await other.sweep(), 0);
  await other.delete(newKey());
});

test('a partition is listed in the order of its rows, up to a limit, without what has expired', async () => {
  const own = defineTable(`t${randomUUID().replaceAll('-', '')}`, schema, ofTest);
  const partition = randomUUID();
  const past = new Date('2026-01-01T00:00:00Z');
  for (const row of ['c', 'a', 'b']) await own.put({ partition, row }, { name: row, visits: 0 });
  await own.put({ partition, row: 'ab' }, { name: 'gone', visits: 0 }, { expires: past });
  await own.put({ partition: `${partition}'`, row: 'a' }, { name: 'other', visits: 0 });
  const names = async (limit?: number) =>
    (await own.list(partition, limit ? { limit } : {})).map(({ data }) => data.name);
  assert.deepEqual(await names(), ['a', 'b', 'c']);
  assert.deepEqual(await names(2), ['a', 'b']);
});

test('a partition of a table that is not there lists nothing', async () => {
  const fresh = defineTable(`t${randomUUID().replaceAll('-', '')}`, schema, ofTest);
  assert.deepEqual(await fresh.list('p'), []);
});

test('of a hundred creations of one key exactly one wins, also in a table that is not there', async () => {
  const fresh = defineTable(`t${randomUUID().replaceAll('-', '')}`, schema, ofTest);
  const key = newKey();
  const results = await Promise.all(
    Array.from({ length: 100 }, (_, visits) => fresh.create(key, { name: 'Ada', visits })),
  );
  assert.equal(results.filter(Boolean).length, 1);
});

test('of a hundred replacements of one state exactly one wins', async () => {
  const key = newKey();
  await table.put(key, { name: 'Ada', visits: 0 });
  const read = await table.get(key);
  assert.ok(read);
  const results = await Promise.all(
    Array.from({ length: 100 }, (_, visits) =>
      table.replace(key, read.etag, { name: 'B', visits }),
    ),
  );
  assert.equal(results.filter(Boolean).length, 1);
});

test('what has expired is absent, its key is free for one, and sweep deletes the rest', async () => {
  const [taken, left, kept] = [newKey(), newKey(), newKey()];
  const data = { name: 'Ada', visits: 1 };
  const past = { expires: new Date(Date.now() - 1000) };
  await table.put(taken, data, past);
  await table.put(left, data, past);
  await table.put(kept, data, { expires: new Date(Date.now() + 60_000) });
  assert.equal(await table.get(left), undefined);
  const results = await Promise.all(Array.from({ length: 10 }, () => table.create(taken, data)));
  assert.equal(results.filter(Boolean).length, 1);
  assert.equal(await table.sweep(), 1);
  assert.ok(await table.get(kept));
  assert.ok(await table.get(taken));
});

test('several writes are done together or not at all, also in a table that is not there', async () => {
  const fresh = defineTable(`t${randomUUID().replaceAll('-', '')}`, schema, ofTest);
  const [ada, grace] = [
    { name: 'Ada', visits: 1 },
    { name: 'Grace', visits: 1 },
  ];
  const names = async () => (await fresh.list('p')).map(({ data }) => data.name);
  assert.equal(await fresh.together('p', [{ row: 'a', data: ada }]), true);
  const etag = (await fresh.get({ partition: 'p', row: 'a' }))?.etag;
  const both = [
    { row: 'a', data: grace, etag },
    { row: 'b', data: grace },
  ];
  assert.equal(await fresh.together('p', [...both, { row: 'a2', data: ada, etag }]), false);
  assert.deepEqual(await names(), ['Ada'], 'a row to replace is not there');
  assert.equal(await fresh.together('p', both), true);
  assert.deepEqual(await names(), ['Grace', 'Grace']);
  assert.equal(await fresh.together('p', both), false, 'the state has changed');
});

test('of many writes together for one key exactly one wins, also where it has expired', async () => {
  const partition = randomUUID();
  const data = { name: 'Ada', visits: 1 };
  await table.put({ partition, row: 'a' }, data, { expires: new Date(Date.now() - 1000) });
  const rows = (index: number) => [
    { row: 'a', data },
    { row: `b${index}`, data },
  ];
  const won = await Promise.all(
    Array.from({ length: 20 }, (_, index) => table.together(partition, rows(index))),
  );
  assert.equal(won.filter(Boolean).length, 1);
  assert.equal((await table.list(partition)).length, 2);
});

test('a sweep takes page after page, and stops when it is told to', async () => {
  const large = defineTable(`t${randomUUID().replaceAll('-', '')}`, schema, ofTest);
  const expires = new Date(Date.now() - 1000);
  const data = { name: 'Ada', visits: 1 };
  const rows = Array.from({ length: 100 }, (_, row) => ({ row: `${row}`, data, expires }));
  for (let partition = 0; partition < 11; partition += 1)
    await large.together(`${partition}`, rows);
  const stop = new AbortController();
  const sweeping = large.sweep(undefined, stop.signal);
  stop.abort();
  const first = await sweeping;
  assert.ok(first < 1100, 'it has stopped');
  assert.equal(first + (await large.sweep()), 1100, 'the next takes the rest');
});

test('what has expired is judged by the clock that is passed', async () => {
  const [key, now] = [newKey(), new Date('2031-05-04T10:20:30Z')];
  const data = { name: 'Ada', visits: 1 };
  assert.equal(await table.create(key, data, { expires: now }), true);
  assert.equal(await table.get(key, now), undefined);
  const before = new Date(now.getTime() - 1);
  assert.ok(await table.get(key, before));
  assert.equal(await table.create(key, data, { now: before }), false);
  assert.equal(await table.create(key, data, { now }), true);
});

test('what storage refuses to hold is a fault of the data', async () => {
  const tooLong = { name: 'x'.repeat(40_000), visits: 1 };
  await assert.rejects(table.put(newKey(), tooLong), { name: 'RestError', statusCode: 400 });
});

test('any text is a key', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
      const key = { partition: text, row: text };
      await table.put(key, { name: 'key', visits: 1 });
      assert.ok(await table.get(key));
    }),
    { numRuns: 50 },
  );
});

test('two keys never meet in one escaped key', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 600 });
  fc.assert(fc.property(text, text, (a, b) => (a === b) === (escapeKey(a) === escapeKey(b))));
});

test('an escaped key is read back, but for long ones', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 30 });
  fc.assert(fc.property(text, (key) => unescapeKey(escapeKey(key)) === key));
  assert.match(unescapeKey(escapeKey('x'.repeat(401))), /^sha256-[0-9a-f]{64}$/);
});

test('an entity that does not fit the schema throws', async () => {
  const key = newKey();
  await defineTable('storagetest', z.object({ name: z.number() }), ofTest).put(key, { name: 5 });
  await assert.rejects(table.get(key), { name: /Zod/ });
});

test('without usable storage: the setting is named, its value is not', async () => {
  const { openTable } = await import('../../shared/storage-connection.ts');
  const cases = [
    { environment: {}, message: /"Storage__tableServiceUri" is missing/ },
    { environment: { Storage: 'UseDevelopmentStorage=true' }, message: /development storage/ },
    { environment: { Storage: azurite.connectionString }, message: /development storage/ },
    {
      environment: { Storage: 'AccountKey=c2VjcmV0' },
      message: /^The setting "Storage" is no connection string\.$/,
    },
  ];
  for (const { environment, message } of cases) {
    await assert.rejects(openTable(randomUUID(), environment), {
      code: 'ERR_SETTINGS_INVALID',
      message,
    });
  }
});

test('storage that is gone is ERR_DEPENDENCY_UNAVAILABLE, without a value in its words', async () => {
  await azurite.stop();
  await assert.rejects(table.get({ partition: 'secret-partition', row: 'secret-row' }), (error) => {
    assert.ok(error instanceof Error && 'code' in error);
    assert.equal(error.code, 'ERR_DEPENDENCY_UNAVAILABLE');
    assert.doesNotMatch(error.message, /secret/);
    return true;
  });
});
