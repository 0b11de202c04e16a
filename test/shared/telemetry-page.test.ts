import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/telemetry.md'), 'utf8');
const sources = globSync(['shared/*.ts'], { cwd: root }).map((file) =>
  readFileSync(join(root, file), 'utf8'),
);

test('docs/telemetry.md has a row for each measurement, and no other', () => {
  const made = sources.flatMap((source) =>
    [...source.matchAll(/\b(count|record)\(\s*'([^']+)'/g)].map(
      ([, made, name]) => `${name} ${made === 'count' ? 'count' : 'value'}`,
    ),
  );
  const rows = [...page.matchAll(/^\| `([\w-]+)` \| (count|value) \|/gm)];
  const listed = rows.map(([, name, kind]) => `${name} ${kind}`);
  assert.deepEqual(listed.sort(), [...new Set(made)].sort());
});

for (const file of ['docs/telemetry.md', 'infra/workbook.json']) {
  test(`${file} asks for measurements and dimensions that there are`, () => {
    const rows = [...page.matchAll(/^\| `([\w-]+)` \| (?:count|value) \| ([^|]+) \|/gm)];
    const dimensions = new Map(rows.map(([, name, list = '']) => [name, list.match(/\w+/g)]));
    const text = readFileSync(join(root, file), 'utf8');
    const queries = [...text.matchAll(/name == \\?"countersign\.([\w-]+)(.*(?:\n\|.*)*)/g)];
    assert.ok(queries.length > 1);
    for (const [query, name, rest = ''] of queries) {
      assert.ok(dimensions.has(name), query);
      for (const [, dimension = ''] of rest.matchAll(/customDimensions\.(\w+)/g))
        assert.ok(dimensions.get(name)?.includes(dimension), query);
    }
  });
}
