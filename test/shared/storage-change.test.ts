import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import * as z from 'zod';
import { defineTable } from '../../shared/storage.ts';
import { changeEntity } from '../../shared/storage-change.ts';
import { startAzurite } from '../support/azurite.ts';
import { ofTest } from '../support/table-of-test.ts';

const table = defineTable('changetest', z.object({ count: z.int() }), ofTest);
const azurite = await startAzurite({ after });
process.env['AZURE_FUNCTIONS_ENVIRONMENT'] = 'Development';
process.env['Storage'] = azurite.connectionString;

const newKey = () => ({ partition: 'p', row: randomUUID() });
const addOne = (current: { count: number } | undefined) => ({
  data: { count: (current?.count ?? 0) + 1 },
});

test('no count of many at a time is lost', async () => {
  const key = newKey();
  await Promise.all(Array.from({ length: 10 }, () => changeEntity(table, key, addOne)));
  assert.equal((await table.get(key))?.data.count, 10);
});

test('undefined leaves the entity, and an absent one absent', async () => {
  const key = newKey();
  assert.equal(await changeEntity(table, key, () => undefined), undefined);
  assert.equal(await table.get(key), undefined);
  await table.put(key, { count: 7 });
  assert.deepEqual(await changeEntity(table, key, () => undefined), { count: 7 });
});

test('an entity that has expired is decided on as absent, and replaced', async () => {
  const key = newKey();
  await table.put(key, { count: 7 }, { expires: new Date(Date.now() - 1000) });
  assert.deepEqual(await changeEntity(table, key, addOne), { count: 1 });
  assert.deepEqual((await table.get(key))?.data, { count: 1 });
});

test('what has expired is judged by the clock that is passed', async () => {
  const [key, now] = [newKey(), new Date('2031-05-04T10:20:30Z')];
  await table.put(key, { count: 7 }, { expires: now });
  assert.deepEqual(await changeEntity(table, key, addOne, now), { count: 1 });
});

test('what the decision throws is passed on, and nothing is written', async () => {
  const key = newKey();
  const refuse = () => {
    throw new RangeError('no');
  };
  await assert.rejects(changeEntity(table, key, refuse), RangeError);
  assert.equal(await table.get(key), undefined);
});

test('when others win every time, it gives up with ERR_DEPENDENCY_UNAVAILABLE', async () => {
  const restless = { ...table, get: async () => undefined, create: async () => false };
  await assert.rejects(changeEntity(restless, newKey(), addOne), {
    code: 'ERR_DEPENDENCY_UNAVAILABLE',
  });
});
