import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');

/** A copy of the gate where nothing has been fetched, with nothing on PATH and nobody's home. */
async function bareMachine(t: TestContext) {
  const folder = await temporaryFolder(t);
  for (const path of ['tools', 'compiler/key-vault-name.ts', 'package.json']) {
    cpSync(join(root, path), join(folder, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const run = (script: string, env: Readonly<Record<string, string>> = {}) =>
    spawnSync(process.execPath, [join(folder, script)], {
      encoding: 'utf8',
      env: { PATH: '', HOME: folder, USERPROFILE: folder, ...env },
    });
  return { folder, run };
}

const missing =
  /Bicep CLI [\d.]+ or newer is missing, and there is no \.NET SDK that could fetch it: .*\n$/;

test('without a Bicep CLI the gate says so in one line, and is skipped', async (t) => {
  const { run } = await bareMachine(t);
  const { status, stderr } = run('tools/infra/gate.ts');
  assert.match(stderr, new RegExp(`^infra: skipped\\. ${missing.source}`));
  assert.equal(status, 0);
});

test('without a Bicep CLI the gate fails where CI is set', async (t) => {
  const { run } = await bareMachine(t);
  const { status, stderr } = run('tools/infra/gate.ts', { CI: 'true' });
  assert.match(stderr, new RegExp(`^${missing.source}`));
  assert.equal(status, 1);
});

const versions = [
  { version: '0.48.1', isTaken: false },
  { version: '0.49.2', isTaken: true },
  { version: '1.0.0', isTaken: true },
];
for (const { version, isTaken } of versions) {
  const name = `Bicep ${version} of BICEP_PATH is ${isTaken ? 'taken' : 'too old'}`;
  const skip = process.platform === 'win32' && 'a shell script stands in for Bicep';
  test(name, { skip }, async (t) => {
    const { folder, run } = await bareMachine(t);
    const bicep = join(folder, 'bicep');
    writeFileSync(bicep, `#!/bin/sh\necho 'Bicep CLI version ${version} (abc)'\n`);
    chmodSync(bicep, 0o755);
    const { stdout } = run('tools/bicep/resolve.mjs', { BICEP_PATH: bicep });
    assert.equal(stdout.trim(), isTaken ? bicep : '');
  });
}
