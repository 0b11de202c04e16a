import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { type DefinedTable, definedTables } from '../../shared/storage.ts';
import type { SubjectQuery, TableDeclaration } from '../../shared/table-declaration.ts';
import { root } from '../support/club.ts';

interface OwnedTable extends DefinedTable {
  readonly scenario: string;
}

/** Loads one file after the other, so that each table is known to come of its file. */
async function tablesOfAllScenarios(): Promise<OwnedTable[]> {
  const files = globSync(['shared/*.ts', 'functions/*/*.ts'], { cwd: root })
    .filter((file) => readFileSync(join(root, file), 'utf8').includes('= defineTable('))
    .sort((a, b) => Number(a.startsWith('functions')) - Number(b.startsWith('functions')));
  const owned: OwnedTable[] = [];
  for (const file of files) {
    await import(`../../${file}`);
    const [folder = '', name = ''] = file.split(/[\\/]/);
    const scenario = folder === 'functions' ? name : '';
    owned.push(
      ...definedTables()
        .slice(owned.length)
        .map((table) => ({ ...table, scenario })),
    );
  }
  return owned.sort((a, b) => compare(a.scenario, b.scenario) || compare(a.name, b.name));
}

const tables = await tablesOfAllScenarios();

test('docs/data.md is what the tables declare', (t) => {
  t.assert.fileSnapshot(pageOf(tables), 'docs/data.md', { serializers: [String] });
});

test('every table has a name of its own', () => {
  const names = tables.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});

test('sentences end, and what is personal is found or says why not', () => {
  for (const { name, declaration } of tables) {
    const { holds, personal, retention, subject, found, kept = '.' } = declaration;
    for (const sentence of [holds, retention, kept, ...Object.values(personal)])
      assert.match(sentence ?? '', /\.$/, `${name}: "${sentence}"`);
    const isPersonal = Object.keys(personal).length > 0;
    assert.ok(!isPersonal || subject || found, `${name} says how a person is found`);
    assert.ok(isPersonal || !subject, `${name} says what is personal`);
  }
});

function pageOf(all: readonly OwnedTable[]): string {
  const intro = [
    '# Data',
    '',
    'What the scenarios keep in Table storage, written by a test from what each table declares beside its schema.',
    '`countersign subject export|erase <id…>` finds a person by the ids that the last column names: give all you know her by.',
    '',
    '| table | scenario | holds | a person is found |',
    '| --- | --- | --- | --- |',
    ...all.map(rowOf),
  ];
  return `${[...intro, ...all.flatMap(sectionOf)].join('\n')}\n`;
}

const rowOf = ({ name, scenario, declaration }: OwnedTable): string =>
  `| [${name}](#${name}) | ${scenario || 'all'} | ${declaration.holds} | ${foundBy(declaration)} |`;

function sectionOf({ name, declaration }: OwnedTable): string[] {
  const { personal, retention, kept } = declaration;
  const columns = Object.entries(personal).map(([column, tells]) => `| ${column} | ${tells} |`);
  return [
    ...['', `## ${name}`, '', `Retention: ${retention}`],
    ...(columns.length > 0 ? ['', '| personal | |', '| --- | --- |', ...columns] : []),
    ...(kept === undefined ? [] : ['', `Kept when a person is erased: ${kept}`]),
  ];
}

const anyId = 'any-id';

function foundBy({ subject, found }: TableDeclaration): string {
  const queries = found === undefined ? subject?.(anyId) : undefined;
  if (queries === undefined) return found ?? 'not at all';
  assert.ok(!(queries instanceof Promise), 'a subject that asks another table says `found`');
  return [queries].flat().map(describe).join('; ');
}

function describe(query: SubjectQuery): string {
  if ('column' in query) return `${wayOf(query.equals)} in ${query.column}`;
  return `${wayOf(query.partition)} in the partition${query.row === undefined ? '' : ', one row'}`;
}

const wayOf = (value: string): string =>
  value.toLowerCase() === anyId ? 'by the id' : 'by a digest of the id';

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
