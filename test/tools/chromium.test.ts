import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { root } from '../support/club.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const skip = process.platform === 'win32' && 'Windows starts no scripts of a shell';

/** Two folders of PATH and one that is a usual place, with programs in them by name. */
async function machine(t: TestContext, programs: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder(t);
  for (const [name, script] of Object.entries(programs)) {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
  }
  const at = (name: string) => join(folder, name);
  const find = (chromium = '') => {
    const env = { PATH: ['', folder].join(delimiter), CHROMIUM: chromium };
    const args = [join(root, 'tools/chromium/resolve.mjs'), at('usual')];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    return status === 0 ? { path: stdout.trim() } : { missing: stderr.trim() };
  };
  return { at, find };
}

const starts = 'echo Chromium 140';
const launcher = 'echo >&2; echo "Run snap install chromium" >&2; exit 1';

test('CHROMIUM comes before PATH, PATH before the usual places', { skip }, async (t) => {
  const { at, find } = await machine(t, { own: starts, 'google-chrome': starts, usual: starts });
  assert.deepEqual(find(at('own')), { path: at('own') });
  assert.deepEqual(find(), { path: at('google-chrome') });
});

test('a launcher that only says what to install is passed over', { skip }, async (t) => {
  const { at, find } = await machine(t, { 'chromium-browser': launcher, usual: starts });
  assert.deepEqual(find(), { path: at('usual') });
});

const remedy = '"apt-get install chromium", or set CHROMIUM to the path of one.';

test('where none starts, the first says why', { skip }, async (t) => {
  const { at, find } = await machine(t, { chromium: launcher, usual: 'exit 3' });
  const fault = `"${at('chromium')}" does not start (it says "Run snap install chromium")`;
  assert.deepEqual(find(), { missing: `${fault}: ${remedy}` });
  assert.deepEqual(find(at('usual')), {
    missing: `"${at('usual')}" does not start: ${remedy}`,
  });
});

test('a CHROMIUM that is not there is told, whatever else is', { skip }, async (t) => {
  const { at, find } = await machine(t, { chromium: starts });
  assert.deepEqual(find(at('gone')), {
    missing: `CHROMIUM names "${at('gone')}", which is not there: ${remedy}`,
  });
});

test('a machine without any is told what to do', { skip }, async (t) => {
  const { find } = await machine(t, {});
  assert.deepEqual(find(), { missing: `There is no Chromium: ${remedy}` });
});
