import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findFaults } from '../../commands/lint-findings.ts';
import { runNode } from '../support/project-copy.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const cli = join(import.meta.dirname, '../../cli.ts');

test('a new project has policies without errors, settings for development alone, and no scenario', async (t) => {
  const folder = await temporaryFolder(t);
  const made = await runNode(folder, cli, 'new', 'boat-house', '--tenant', 'alder', '--json');
  assert.equal(made.code, 0, made.stderr);
  const project = join(folder, 'boat-house');
  const json = (path: string) => JSON.parse(readFileSync(join(project, path), 'utf8'));
  const { written } = JSON.parse(made.stdout);
  for (const path of [
    '.gitignore',
    '.funcignore',
    'tsconfig.json',
    'test/http.test.ts',
    'host.json',
  ])
    assert.ok(written.includes(path), path);
  assert.equal(json('package.json').dependencies.countersign, `^${version()}`);
  assert.equal(json('policies/appsettings.json').Environments[0].Tenant, 'alder.onmicrosoft.com');
  const secrets = Object.entries(json('local.settings.json').Values).filter(([name]) =>
    /^B2C_1A_|Key$/.test(name),
  );
  for (const [name, value] of secrets) assert.match(String(value), /^development-only-/, name);
  assert.deepEqual(faultsIn(join(project, 'policies')), []);
  assert.match(readFileSync(join(project, 'README.md'), 'utf8'), /^# boat-house\n/);
});

const refused = [
  { name: 'capitals', args: ['MyApi'], stderr: /"MyApi" cannot be a project's name/ },
  { name: 'a device of Windows', args: ['con'], stderr: /"con" cannot be/ },
  { name: 'a folder that holds something', args: ['taken'], stderr: /"taken" is there already/ },
  {
    name: 'an unknown scenario',
    args: ['api', '--scenario', 'nothing'],
    stderr: /no scenario "nothing"/,
  },
  {
    name: 'a scenario without policies',
    args: ['api', '--bare', '--scenario', 'preferences'],
    stderr: /--bare has no/,
  },
];
for (const { name, args, stderr } of refused) {
  test(`new refuses ${name}, and writes nothing`, async (t) => {
    const folder = await temporaryFolder(t);
    mkdirSync(join(folder, 'taken'));
    writeFileSync(join(folder, 'taken/mine.txt'), '');
    const { code, stderr: told } = await runNode(folder, cli, 'new', ...args);
    assert.match(told, stderr);
    assert.equal(code, 2);
    assert.deepEqual(readdirSync(folder), ['taken']);
  });
}

function version(): string {
  return JSON.parse(readFileSync(join(cli, '../package.json'), 'utf8')).version;
}

function faultsIn(folder: string): string[] {
  const findings = findFaults({ targets: [folder], folders: [folder], severities: new Map() });
  assert.ok('diagnostics' in findings);
  return findings.diagnostics.flatMap(({ severity, message }) =>
    severity === 'error' ? message : [],
  );
}
