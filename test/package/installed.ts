import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from '../../commands/ports.ts';
import { pageFiles, writePageProject } from '../support/page-project.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/*
 * The package as its users get it: packed, installed from the registry without scripts, used in a
 * project of its own. `npm run test:package` runs this; it needs the registry, so `npm test` does not.
 */

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const isWindows = process.platform === 'win32';

test('the packed package is of use without a clone, as docs/getting-started.md says', {
  timeout: 600_000,
}, async (t) => {
  const folder = await temporaryFolder(t);
  assert.equal(pageFiles.size, 8);
  await writePageProject(folder, false);
  const packed = await npm(root, 'pack', '--silent', '--pack-destination', folder);
  const tarball = `./${packed.stdout.trim().split('\n').at(-1)}`;
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await npm(
    folder,
    ...['install', '--ignore-scripts', '--no-audit', '--no-fund', '--force'],
    ...[
      tarball,
      `typescript@${devDependencies.typescript}`,
      '@types/node@22',
      '@azure/functions@4',
    ],
  );

  for (const absent of ['azurite', 'applicationinsights', '@azure/identity', 'esbuild', 'node']) {
    assert.ok(!existsSync(join(folder, 'node_modules', absent)), `${absent} is not pulled`);
  }
  const own = join(folder, 'node_modules/countersign');
  for (const absent of ['functions', 'shared/generated', 'test', 'policies']) {
    assert.ok(!existsSync(join(own, 'dist', absent)), `dist/${absent} is not packed`);
  }
  assert.match((await countersign(folder, '--help')).stdout, /generate/);
  assert.match((await countersign(folder, 'generate')).stdout, /1 profiles? and 2 claim types/);
  await npm(folder, 'run', '--silent', 'build').catch((error) => assert.fail(error.stdout));
  assert.match((await countersign(folder, 'check')).stdout, /Every profile has its function/);
  await callThroughStart(t, folder);

  const undeclared = pageFiles.get('functions/loyalty.ts')?.replace('{ tier }', '{ level: tier }');
  await writeFile(join(folder, 'functions/loyalty.ts'), undeclared ?? '');
  await assert.rejects(npm(folder, 'run', '--silent', 'build'), {
    stdout: /loyalty\.ts\(\d+,\d+\)/,
  });
});

async function callThroughStart(t: { after(end: () => Promise<void>): void }, folder: string) {
  const bin = join(folder, 'node_modules/countersign/bin.mjs');
  const port = await freePort();
  const ports = ['--port', `${port}`, '--issuer-port', `${await freePort()}`];
  const child = spawn(process.execPath, [bin, 'start', ...ports, '--no-emulator'], {
    cwd: folder,
    env: { ...process.env, FUNC_HOST: 'embedded' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  t.after(async () => {
    child.kill('SIGINT');
    await ended;
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Ready.')) resolve();
      });
    }
    child.once('close', () => reject(new Error(output)));
  });
  await ready;
  const curl = output.split('\n').find((line) => line.startsWith('curl ')) ?? '';
  assert.ok(curl.includes(`http://localhost:${port}/api/loyalty `), curl);
  assert.match(output, /^REST-Loyalty answers 200:$/m);
  const loyalty = (number: string, password = 'development-only-password') =>
    fetch(`http://localhost:${port}/api/loyalty`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`development-only-b2c:${password}`)}`,
      },
      body: JSON.stringify({ number }),
    });
  assert.deepEqual(await (await loyalty('ACME-1001')).json(), { tier: 'gold' });
  assert.equal((await loyalty('ACME-0')).status, 409);
  assert.equal((await loyalty('ACME-1001', 'wrong')).status, 401);
}

function npm(cwd: string, ...args: string[]) {
  return run(isWindows ? 'npm.cmd' : 'npm', args, { cwd, shell: isWindows });
}

function countersign(cwd: string, ...args: string[]) {
  return run(process.execPath, [join(cwd, 'node_modules/countersign/bin.mjs'), ...args], { cwd });
}
