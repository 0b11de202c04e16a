import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');

interface Package {
  readonly license?: string;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

interface Row {
  readonly names: readonly string[];
  readonly license: string;
}

function readPackage(folder: string): Package {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

function declared(): string[] {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } =
    readPackage('.');
  const all = { ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies };
  return Object.keys(all).sort();
}

/** The table of docs/dependencies.md: a row may have several packages, in backticks. */
function rows(): Row[] {
  const lines = readFileSync(join(root, 'docs/dependencies.md'), 'utf8').split('\n');
  return lines
    .filter((line) => line.startsWith('| `'))
    .map((line) => {
      const [packages = '', , license = ''] = line.slice(2).split(' | ');
      return { names: [...packages.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name), license };
    });
}

test('docs/dependencies.md has a line for every dependency of package.json, and no other', () => {
  assert.deepEqual(
    rows()
      .flatMap(({ names }) => names)
      .sort(),
    declared(),
  );
});

for (const { names, license } of rows()) {
  for (const name of names) {
    test(`docs/dependencies.md gives the licence of "${name}" as its package does`, (t) => {
      const own = licenseOf(name);
      if (own === undefined) return t.skip('optional, and not installed');
      assert.equal(license, own.replaceAll(/[()]/g, '').replaceAll(' OR ', ' or '));
    });
  }
}

function licenseOf(name: string): string | undefined {
  try {
    return readPackage(join('node_modules', name)).license;
  } catch {
    return undefined;
  }
}
