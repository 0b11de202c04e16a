import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../support/club.ts';

const patterns = readFileSync(join(root, '.funcignore'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map(toRegExp);

/** The part of gitignore's language that the file uses. `/x` is at the root, `x/` a folder, `*` no slash. */
function toRegExp(pattern: string): RegExp {
  const body = pattern.replace(/^\//, '').replace(/\/$/, '');
  const escaped = body.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  const start = pattern.startsWith('/') ? '^' : '(?:^|/)';
  return new RegExp(`${start}${escaped}(?:/|$)`);
}

const isLeftOut = (path: string) => patterns.some((pattern) => pattern.test(path));

test('of all that is committed at the root a deployment holds what it runs', (t) => {
  const git = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' });
  if (git.status !== 0) return t.skip('this is no git checkout');
  const names = new Set(git.stdout.split('\0').map((path) => path.split('/')[0] ?? ''));
  const kept = [...names].filter((name) => name !== '' && !isLeftOut(name));
  assert.deepEqual(kept.sort(), ['host.json', 'package.json']);
});

const leftOut = [
  'local.settings.json',
  '.data/azurite/__azurite_db_table__.json',
  'functions/health.ts',
  'dist/functions/health.d.ts',
  'dist/functions/health.js.map',
  'dist/functions/seed.js',
  'dist/functions/membership/seed.js',
  'dist/cli.js',
  ...['caller', 'commands', 'compiler', 'emulator', 'graph', 'host'].map(
    (name) => `dist/${name}/a.js`,
  ),
  ...['test', 'docs', 'policies', 'bench', 'infra', 'host'].map((name) => `${name}/a.json`),
];
for (const path of leftOut) {
  test(`a deployment does not hold ${path}`, () => assert.ok(isLeftOut(path)));
}

const kept = [
  'host.json',
  'package.json',
  'dist/functions/health.js',
  'dist/functions/membership/enrich-membership.js',
  'dist/shared/generated/profiles/rest-enrich-membership.js',
  'node_modules/zod/index.js',
  'node_modules/a-package/lib/entry.mjs',
  'node_modules/a-package/test/a.js',
];
for (const path of kept) {
  test(`a deployment holds ${path}`, () => assert.ok(!isLeftOut(path)));
}
