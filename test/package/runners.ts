import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { temporaryFolder } from '../support/temporary-folder.ts';

/*
 * `countersign/testing` in the runners that people have: the packed package, installed beside each. Two
 * tenants live side by side, and what happens in one the other does not see. Needs the registry.
 */

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const isWindows = process.platform === 'win32';

const walk = `import { openJourney, openTenant } from 'countersign/testing';
export async function walk() {
  const policies = ['policies'];
  const [one, two] = await Promise.all([openTenant({ policies }), openTenant({ policies })]);
  const journey = await openJourney({ tenant: one, policy: 'B2C_1A_SignUpOrSignIn' });
  await journey.submit({ signInName: 'nobody@example.org', password: 'any' });
  const other = await openJourney({ tenant: two, policy: 'B2C_1A_SignUpOrSignIn' });
  return [journey.page.error.code, other.page.error ?? null].join();
}
`;

const runners = [
  {
    name: 'node:test',
    packages: [],
    text: `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walk } from './walk.mjs';
test('walk', async () => assert.equal(await walk(), 'AADB2C90053,'));
`,
    command: ['--test', 'walk.test.mjs'],
    passed: /^(?:# |ℹ )pass 1$/m,
  },
  {
    name: 'vitest',
    packages: ['vitest@5'],
    text: `import { expect, test } from 'vitest';
import { walk } from './walk.mjs';
test('walk', async () => expect(await walk()).toBe('AADB2C90053,'));
`,
    command: ['node_modules/vitest/vitest.mjs', 'run'],
    passed: /1 passed/,
  },
  {
    name: 'jest',
    packages: ['jest@30'],
    text: `import { walk } from './walk.mjs';
test('walk', async () => expect(await walk()).toBe('AADB2C90053,'));
`,
    command: ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--ci'],
    passed: /1 passed/,
  },
];

test('countersign/testing works in node:test, vitest and jest', { timeout: 600_000 }, async (t) => {
  const folder = await temporaryFolder(t);
  const packed = await npm(root, 'pack', '--silent', '--pack-destination', folder);
  const tarball = join(folder, packed.stdout.trim().split('\n').at(-1) ?? '');
  for (const { name, packages, text, command, passed } of runners) {
    await t.test(name, async () => {
      const project = join(folder, name.replace(':', '-'));
      await mkdir(project);
      await cp(join(root, 'policies'), join(project, 'policies'), { recursive: true });
      const jest = { testMatch: ['**/*.test.mjs'], transform: {} };
      await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module', jest }));
      await writeFile(join(project, 'walk.mjs'), walk);
      await writeFile(join(project, 'walk.test.mjs'), text);
      const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--force'];
      await npm(project, 'install', ...quiet, tarball, ...packages);
      const env = { ...process.env, NO_COLOR: '1', CI: 'true', NODE_TEST_CONTEXT: undefined };
      const { stdout, stderr } = await run(process.execPath, command, { cwd: project, env });
      assert.match(stdout + stderr, passed);
    });
  }
});

function npm(cwd: string, ...args: string[]) {
  return run(isWindows ? 'npm.cmd' : 'npm', args, { cwd, shell: isWindows });
}
