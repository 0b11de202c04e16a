import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';

const root = join(import.meta.dirname, '..');

test('every test and bench that a page names as evidence is there', () => {
  const pages = globSync(['*.md', 'docs/**/*.md'], { cwd: root });
  const named = pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const paths = text.matchAll(/\b(?:test|bench)\/[\w./-]+\.(?:ts|mjs)\b/g);
    return Array.from(paths, ([path]) => ({ page, path }));
  });
  assert.ok(named.length > 10);
  assert.deepEqual(
    named.filter(({ path }) => !existsSync(join(root, path))),
    [],
  );
});
