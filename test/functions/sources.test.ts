import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { root } from '../support/club.ts';

const files = globSync(['functions/**/*.ts'], { cwd: root }).sort();

for (const file of files) {
  const text = readFileSync(join(root, file), 'utf8');

  test(`every export of ${file} has a docstring`, () => {
    const lines = text.split('\n');
    const bare = lines.filter(
      (line, index) => line.startsWith('export ') && !lines[index - 1]?.endsWith('*/'),
    );
    assert.deepEqual(bare, []);
  });

  test(`${file} reads no clock: a call brings its own, a seed may default to one`, () => {
    const judged = basename(file) === 'seed.ts' ? text.replace('now = new Date()', '') : text;
    assert.doesNotMatch(judged, /new Date\(\)|Date\.now\(\)/);
  });
}
