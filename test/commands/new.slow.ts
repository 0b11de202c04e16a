import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from '../../commands/ports.ts';
import { readScenarios } from '../support/our-policies.ts';
import { unpackPackage } from '../support/packed-package.ts';
import { writePageProject } from '../support/page-project.ts';
import { runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/*
 * Projects as `countersign new` makes them, on the packed package: nothing of this clone but its
 * node_modules is there.
 */

const scenarios = readScenarios();

test('a project with every scenario, in a monorepo, compiles, passes check, and answers its examples', {
  timeout: 600_000,
}, async (t) => {
  const modules = await unpackPackage(t);
  const bin = join(modules, 'countersign/bin.mjs');
  const repository = join(await temporaryFolder(t), 'mono repo');
  await mkdir(join(repository, 'packages'), { recursive: true });
  await writeFile(
    join(repository, 'package.json'),
    '{ "private": true, "workspaces": ["packages/*"] }',
  );
  await symlink(modules, join(repository, 'node_modules'), 'junction');

  const names = [...scenarios.keys()].join(',');
  const made = await runNode(
    repository,
    bin,
    'new',
    'packages/b2c-api',
    '--scenario',
    names,
    '--json',
  );
  assert.equal(made.code, 0, made.stderr);
  assert.deepEqual(JSON.parse(made.stdout).remarks, [], 'nothing is left to do by hand');
  const project = join(repository, 'packages/b2c-api');
  await addProfiles(project, bin);
  await assertSound(project, bin);
  await assertAnswers(t, project, bin);
  const tested = await runTests(project, bin);
  assert.match(tested, /REST-NewBasicForm answers its example/);

  const again = await runNode(repository, bin, 'new', 'packages/b2c-api');
  assert.match(again.stderr, /is there already/);
  assert.equal(again.code, 2);
});

test('a bare project serves policies of its own, and takes scenarios', {
  timeout: 600_000,
}, async (t) => {
  const modules = await unpackPackage(t);
  const bin = join(modules, 'countersign/bin.mjs');
  const folder = await temporaryFolder(t);
  await symlink(modules, join(folder, 'node_modules'), 'junction');
  const made = await runNode(folder, bin, 'new', 'acme', '--bare');
  assert.equal(made.code, 0, made.stderr);
  const project = join(folder, 'acme');
  assert.ok(!existsSync(join(project, 'policies/TrustFrameworkBase.xml')));
  const own = await temporaryFolder(t);
  await writePageProject(own, false);
  for (const file of ['policies/TrustFrameworkBase.xml', 'functions/loyalty.ts'])
    await writeFile(join(project, file), readFileSync(join(own, file)));
  for (const [name, { policy }] of scenarios) {
    if (policy !== undefined) continue; // needs pages and journeys
    const added = await runNode(project, bin, 'add', 'scenario', name);
    assert.equal(added.code, 0, added.stderr);
  }
  assert.equal((await runNode(project, bin, 'generate')).code, 0);
  await assertSound(project, bin);
});

const newProfiles = [
  ['Basic', 'Form'],
  ['Basic', 'Header'],
  ['ApiKeyHeader', 'Body'],
  ['ApiKeyHeader', 'QueryString'],
  ['Bearer', 'Body'],
  ['ClientCertificate', 'Body'],
] as const;

async function addProfiles(project: string, bin: string): Promise<void> {
  for (const [auth, send] of newProfiles) {
    const claims = ['--input', 'giftCode:string', '--input', 'email', '--output', 'giftValue:int'];
    const options = ['--auth', auth, '--send', send, ...claims];
    const { code, stderr } = await runNode(
      project,
      ...[bin, 'add', 'profile', `REST-New${auth}${send}`, ...options],
    );
    assert.equal(code, 0, stderr);
  }
}

async function assertSound(project: string, bin: string): Promise<void> {
  const tsc = join(bin, '../../typescript/bin/tsc');
  const built = await runNode(project, tsc, '-p', '.');
  assert.equal(built.code, 0, built.stdout);
  const checked = await runNode(project, bin, 'check');
  assert.equal(checked.code, 0, checked.stderr);
  assert.doesNotMatch(checked.stderr, / error /);
}

/** What `npm test` does; a test runner inside of another one would run nothing. */
async function runTests(project: string, bin: string): Promise<string> {
  const { NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const tests = [process.execPath, '--test', '--test-reporter=tap', 'test/**/*.test.ts'];
  const run = promisify(execFile);
  const options = { cwd: project, env, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await run(process.execPath, [bin, 'exec', '--', ...tests], options);
  return stdout;
}

interface Started {
  readonly error?: string;
  readonly profiles: readonly { readonly id: string; readonly curl: string }[];
}

async function assertAnswers(t: TestContext, project: string, bin: string): Promise<void> {
  const ports = ['--port', `${await freePort()}`, '--issuer-port', `${await freePort()}`];
  const child = spawn(process.execPath, [bin, 'start', '--json', '--no-emulator', ...ports], {
    cwd: project,
    env: { ...process.env, FUNC_HOST: 'embedded' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  t.after(async () => {
    child.kill('SIGINT');
    await closed;
  });
  const [line] = await once(createInterface(child.stdout), 'line');
  const { error, profiles }: Started = JSON.parse(line);
  assert.equal(error, undefined);
  const expected = [...scenarios.values()].flatMap(({ technicalProfiles }) => technicalProfiles);
  const rest = expected.filter((id) => /^REST-(?!AcquireAccessToken$)/.test(id));
  assert.deepEqual(
    rest.filter((id) => !profiles.some((profile) => profile.id === id)),
    [],
  );
  for (const { id, curl } of profiles) {
    const { stdout } = await promisify(execFile)('sh', ['-c', `${curl} -w '\\n%{http_code}'`], {
      cwd: project,
    });
    assert.match(stdout, /\n200$/, `${id}: ${stdout}`);
  }
}
