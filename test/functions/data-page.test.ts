import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SubjectQuery, TableDeclaration } from '../../shared/table-declaration.ts';
import { type OwnedTable, tablesOfAllScenarios } from '../support/tables-of-scenarios.ts';

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
  const { personal, secret = [], retention, kept } = declaration;
  const isSecret = (column: string) => secret.includes(column);
  const columns = Object.entries(personal).map(
    ([column, tells]) =>
      `| ${column} | ${tells}${isSecret(column) ? ' An export says only that there is one.' : ''} |`,
  );
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
