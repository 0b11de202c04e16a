import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { TableClient, TableServiceClient } from '@azure/data-tables';
import { runErase } from '../../commands/run-subject.ts';
import { deleteEntities, findSubject } from '../../commands/subject-entities.ts';
import { seedAll } from '../../functions/seed.ts';
import type { DefinedTable } from '../../shared/defined-tables.ts';
import { escapeKey, unescapeKey } from '../../shared/storage-key.ts';
import { root, startClub } from '../support/club.ts';
import { callExample, type Example, readExamples, readRoutes } from '../support/examples.ts';
import { runNode } from '../support/project-copy.ts';
import { tablesOfAllScenarios } from '../support/tables-of-scenarios.ts';

const club = await startClub({ after });
const storage = process.env['Storage'] ?? '';
const insecure = { allowInsecureConnection: true };
const clientOf = (name: string) => TableClient.fromConnectionString(storage, name, insecure);

const subject = (action: string, ...args: string[]) =>
  runNode(root, join(root, 'cli.ts'), 'subject', action, '--main', 'functions/**/*.ts', ...args);

/** What people are known by, among the claims of the examples. */
const identifying = /object-?id|member-?id|member-?number|e-?mail|phone|user-?name|sign-?in-?name/i;

function idsIn(examples: Iterable<Example>): string[] {
  const claims = [...examples].flatMap((example) => Object.entries(example));
  const ids = claims.filter(([name, value]) => identifying.test(name) && typeof value === 'string');
  return [...new Set(ids.map(([, value]) => String(value).trim()))];
}

/** All that storage holds, as text, by table. */
async function contentOfStorage(): Promise<Map<string, string>> {
  const content = new Map<string, string>();
  const service = TableServiceClient.fromConnectionString(storage, insecure);
  for await (const { name = '' } of service.listTables()) {
    const entities: string[] = [];
    for await (const entity of clientOf(name).listEntities()) {
      const keys = [entity.partitionKey, entity.rowKey].map((key) => unescapeKey(key ?? ''));
      entities.push(keys.join(' '), JSON.stringify(Object.values(entity).map(String)));
    }
    content.set(name, entities.join('\n'));
  }
  return content;
}

function tablesThatHold(content: ReadonlyMap<string, string>, ids: readonly string[]): string[] {
  const plain = ids.map((id) => id.toLowerCase());
  const marks = [...plain, ...plain.map((id) => createHash('sha256').update(id).digest('hex'))];
  const holds = (text: string) => marks.some((mark) => text.toLowerCase().includes(mark));
  return [...content].filter(([, text]) => holds(text)).map(([name]) => name);
}

interface ExportedTable {
  readonly table: string;
  readonly entities: readonly { readonly data: Readonly<Record<string, unknown>> }[];
}

/** What an export has in the columns that nobody is to guess passwords with. */
async function secretsIn(tables: readonly ExportedTable[]): Promise<Set<unknown>> {
  const all = await tablesOfAllScenarios();
  const secrets = new Map(all.map(({ name, declaration }) => [name, declaration.secret ?? []]));
  const values = tables.flatMap(({ table, entities }) =>
    entities.flatMap(({ data }) => (secrets.get(table) ?? []).map((column) => data[column])),
  );
  return new Set(values.filter((value) => value !== undefined));
}

test('what the examples of all scenarios leave of a person is exported, then nowhere', async () => {
  await seedAll();
  const examples = readExamples();
  for (const { profile, function: name } of readRoutes()) {
    await callExample(club, profile, examples.get(name) ?? {});
  }
  const ids = idsIn(examples.values());
  const before = tablesThatHold(await contentOfStorage(), ids);
  assert.ok(before.length > 0, 'the examples leave something');

  const exported = await subject('export', ...ids);
  assert.equal(exported.stderr, '');
  const { tables } = JSON.parse(exported.stdout) as { tables: ExportedTable[] };
  const names = tables.map(({ table }) => table);
  assert.deepEqual(
    before.filter((name) => !names.includes(name)),
    [],
  );
  assert.deepEqual(await secretsIn(tables), new Set(['There is one; it is not exported.']));

  const counted = await subject('erase', ...ids, '--dry-run');
  assert.match(counted.stdout, /^\w+ {2}\d+ to delete$/m);
  assert.deepEqual(tablesThatHold(await contentOfStorage(), ids), before, 'nothing is gone yet');

  const erased = await subject('erase', ...ids, '--yes');
  assert.equal(erased.code, 0, erased.stderr);
  assert.deepEqual(tablesThatHold(await contentOfStorage(), ids), []);
  assert.deepEqual(tablesThatHold(new Map([['output', erased.stdout + counted.stdout]]), ids), []);
});

/** Puts an entity where the table says that one of the person would lie, expired as it may be. */
async function leaveTrace({ name, declaration }: DefinedTable, id: string): Promise<number> {
  const queries = [(await declaration.subject?.(id)) ?? []].flat();
  const client = clientOf(name);
  await client.createTable();
  for (const query of queries) {
    const [partition, row, column] =
      'column' in query
        ? [randomUUID(), randomUUID(), { [query.column]: query.equals }]
        : [query.partition, query.row ?? randomUUID(), {}];
    const key = { partitionKey: escapeKey(partition), rowKey: escapeKey(row) };
    await client.upsertEntity({ ...key, ...column, expiresAt: new Date(0) });
  }
  return queries.length;
}

test('every table finds by an id what it says lies there, also if it has expired, and no other', async () => {
  const [id, other] = [randomUUID(), randomUUID()];
  const expected: string[] = [];
  for (const table of await tablesOfAllScenarios()) {
    if ((await leaveTrace(table, id)) > 0) expected.push(table.name);
    await leaveTrace(table, other);
  }
  const found = await findSubject([id, id]);
  assert.deepEqual(
    found.map(({ table }) => table.name),
    expected.sort(),
  );
  await Promise.all(found.map(deleteEntities));
  assert.deepEqual(await findSubject([id]), []);
  assert.equal((await findSubject([other])).length, expected.length);
});

const unclear = [
  { name: 'neither counting nor deleting', ids: ['a'], flags: {}, message: /^Say --dry-run/ },
  { name: 'both', ids: ['a'], flags: { dryRun: true, yes: true }, message: /^Say --dry-run/ },
  { name: 'an empty id', ids: [' '], flags: { yes: true }, message: /^An id is empty/ },
];
for (const { name, ids, flags, message } of unclear) {
  test(`an erasure with ${name} is refused`, async () => {
    await assert.rejects(runErase(ids, flags), { message });
  });
}

test('an app that is not built, and one that fails, are told in one line', async () => {
  const missing = await subject('export', 'a', '--main', 'nowhere/*.js');
  assert.deepEqual([missing.code, missing.stdout], [1, '']);
  assert.match(missing.stderr, /^error No file matches "nowhere\/\*\.js": build .*\n$/);
  const failing = await subject('export', 'a', '--main', 'test/fixtures/host/faults/throws.js');
  assert.deepEqual([failing.code, failing.stdout], [1, '']);
  assert.match(failing.stderr, /^error [^\n]*broken-at-import[^\n]*\n$/);
});
