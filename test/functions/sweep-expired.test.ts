import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { seedAll } from '../../functions/seed.ts';
import { sweepTables } from '../../functions/sweep-expired.ts';
import { startClub } from '../support/club.ts';

const club = await startClub({ after });
const storage = process.env['Storage'] ?? '';
const insecure = { allowInsecureConnection: true };

/** The tables of all scenarios that have samples. */
async function seededTables(): Promise<TableClient[]> {
  await seedAll();
  const names = [];
  const service = TableServiceClient.fromConnectionString(storage, insecure);
  for await (const { name = '' } of service.listTables()) names.push(name);
  return names.map((name) => TableClient.fromConnectionString(storage, name, insecure));
}

/** The keys of a table's entities that begin with "sweep", and how many others there are. */
async function contentOf(table: TableClient) {
  const keys: string[] = [];
  for await (const { rowKey = '' } of table.listEntities()) keys.push(rowKey);
  const ours = keys.filter((key) => key.startsWith('sweep'));
  return { ours: ours.sort(), others: keys.length - ours.length };
}

test('the timer deletes what has expired, in every table, and nothing else', async (t) => {
  const tables = await seededTables();
  assert.ok(tables.length > 0);
  const before = await Promise.all(tables.map(contentOf));
  for (const table of tables) {
    const entity = (rowKey: string, expiresAt: Date) => ({ partitionKey: 'p', rowKey, expiresAt });
    await table.createEntity(entity('sweep-old', new Date(Date.now() - 1000)));
    await table.createEntity(entity('sweep-young', new Date(Date.now() + 3_600_000)));
    await table.createEntity({ partitionKey: 'p', rowKey: 'sweep-for-good' });
  }
  const { status } = await club.host.post('/admin/functions/sweep-expired', { input: '' });
  assert.equal(status, 202);
  await t.waitFor(
    async () => {
      const kept = (await Promise.all(tables.map(contentOf))).map(({ ours }) => ours);
      assert.deepEqual(
        kept,
        tables.map(() => ['sweep-for-good', 'sweep-young']),
      );
    },
    { timeout: 20_000, interval: 100 },
  );
  const others = (await Promise.all(tables.map(contentOf))).map((content) => content.others);
  assert.deepEqual(
    others,
    before.map((content) => content.others),
  );
});

test('a table that fails keeps no other from its turn, and is told at the end', async () => {
  const swept: string[] = [];
  const lines: string[] = [];
  const reason = new Error('out of order');
  const table = (name: string, failure?: Error) => ({
    sweep: async () => {
      swept.push(name);
      if (failure) throw failure;
      return 3;
    },
  });
  const tables = [table('first'), table('second', reason), table('third')];
  await assert.rejects(
    sweepTables(tables, (line) => lines.push(line)),
    /^Error: Tables were not swept \(1\): the log says why\.$/,
  );
  assert.deepEqual(swept, ['first', 'second', 'third']);
  assert.equal(lines.length, 3);
  assert.equal(lines[0], 'sweep-expired: 3 deleted.');
  assert.match(lines[1] ?? '', /^sweep-expired: table 2 of 3 failed\. Error\n {4}at /);
  assert.equal(lines[2], 'sweep-expired: 3 deleted.');
  assert.doesNotMatch(lines.join(), /out of order/, 'what storage says quotes keys');
});

test('each table has an equal share of the time that is left, and says where it was too short', async () => {
  const lines: string[] = [];
  const shares: (AbortSignal | undefined)[] = [];
  const endless = {
    sweep: async (_now?: Date, signal?: AbortSignal) => {
      shares.push(signal);
      await once(signal ?? new EventTarget(), 'abort');
      return 5;
    },
  };
  const quick = { sweep: async () => 2 };
  await sweepTables([endless, quick, endless], (line) => lines.push(line), 60);
  const [stopped, done] = ['5 deleted; the rest next time.', '2 deleted.'];
  const expected = [stopped, done, stopped].map((line) => `sweep-expired: ${line}`);
  assert.deepEqual(lines, expected);
  assert.equal(shares.length, 2);
});
