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
