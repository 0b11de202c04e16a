import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { appSettings, generate, ours, runCli, writeProject } from '../support/generate-project.ts';
import { policyParts } from '../support/generated-policies.ts';
import { policyText } from '../support/policy-text.ts';

function written(folder: string): string[] {
  const entries = readdirSync(join(folder, 'shared/generated'), {
    recursive: true,
    encoding: 'utf8',
  });
  return entries.map((path) => path.replaceAll('\\', '/')).toSorted();
}

const allFiles = ['claims.ts', 'openapi.json', 'profiles', 'profiles/rest-check.ts', 'routes.json'];

test('generate writes what the profiles of our hosts need, and nothing again if nothing changed', async (t) => {
  const folder = await writeProject(t);
  const first = generate(folder);
  assert.deepEqual(first, {
    status: 0,
    stdout: '1 profile and 1 claim type in shared/generated: 4 files written.\n',
    stderr: '',
  });
  assert.deepEqual(written(folder), allFiles);
  const profile = join(folder, 'shared/generated/profiles/rest-check.ts');
  assert.match(readFileSync(profile, 'utf8'), /^ \* Declared in policies\/One\.xml\.$/m);
  assert.match(
    readFileSync(profile, 'utf8'),
    /import \{ defineProfile \} from 'countersign\/serve';/,
  );
  const { mtimeMs } = statSync(profile);
  assert.match(generate(folder).stdout, /: 0 files written\.$/m);
  assert.equal(statSync(profile).mtimeMs, mtimeMs);
});

test('--all takes profiles of other hosts too, and removes them again without it', async (t) => {
  const folder = await writeProject(t);
  assert.equal(generate(folder, '--all').status, 0);
  assert.ok(written(folder).includes('profiles/rest-elsewhere.ts'));
  writeFileSync(join(folder, 'shared/generated/profiles/mine.ts'), 'export const mine = 1;\n');
  assert.match(generate(folder).stdout, /2 files written, 1 removed\.$/m);
  assert.deepEqual(written(folder), [...allFiles, 'profiles/mine.ts'].toSorted());
});

test('where no profile is ours, it says what to look at', async (t) => {
  const folder = await writeProject(t, { 'countersign.json': '{ "hosts": [] }' });
  const { status, stdout } = generate(folder);
  assert.equal(status, 0);
  assert.match(stdout, /^0 profiles and 0 claim types/);
  assert.match(stdout, /^There is no .* listed in countersign\.json; --all takes every one\.$/m);
});

test('--check writes nothing and names what is stale', async (t) => {
  const folder = await writeProject(t);
  const missing = generate(folder, '--check');
  assert.equal(missing.status, 1);
  assert.match(missing.stdout, /^ {2}differs {2}claims\.ts$/m);
  assert.ok(!existsSync(join(folder, 'shared')));
  generate(folder, '--all');
  const stale = generate(folder, '--check');
  assert.equal(stale.status, 1);
  assert.match(stale.stdout, /^ {2}left over {2}profiles\/rest-elsewhere\.ts$/m);
  generate(folder);
  assert.deepEqual(generate(folder, '--check'), {
    status: 0,
    stdout: 'shared/generated is up to date.\n',
    stderr: '',
  });
});

test('line ends of a checkout on Windows are no difference', async (t) => {
  const folder = await writeProject(t);
  generate(folder);
  const claims = join(folder, 'shared/generated/claims.ts');
  const text = readFileSync(claims, 'utf8').replaceAll('\n', '\r\n');
  writeFileSync(claims, text);
  assert.equal(generate(folder, '--check').status, 0);
  assert.match(generate(folder).stdout, /: 0 files written\.$/m);
  assert.equal(readFileSync(claims, 'utf8'), text);
});

test('the environment changes nothing but the host', async (t) => {
  const folder = await writeProject(t);
  assert.equal(generate(folder, '--env', 'Local').status, 0);
  assert.equal(generate(folder, '--check').status, 0);
});

test('line ends of the policies change nothing', async (t) => {
  const folder = await writeProject(t);
  generate(folder);
  const policy = join(folder, 'policies/One.xml');
  writeFileSync(policy, readFileSync(policy, 'utf8').replaceAll('\n', '\r\n'));
  assert.equal(generate(folder, '--check').status, 0);
});

test('a file of someone else is not replaced', async (t) => {
  const folder = await writeProject(t, { 'out/claims.ts': 'export const mine = 1;\n' });
  const { status, stderr } = generate(folder, '--out', 'out');
  assert.equal(status, 1);
  const path = join('out', 'claims.ts');
  assert.equal(
    stderr,
    `error "${path}" was not written by "countersign generate" and stays: choose another --out, or delete the file.\n`,
  );
  assert.deepEqual(readdirSync(join(folder, 'out')), ['claims.ts']);
});

test('nor is a list of someone else', async (t) => {
  for (const list of ['[1]', '[{ "name": "mine" }]', '[']) {
    const folder = await writeProject(t, { 'out/routes.json': list });
    const { status, stderr } = generate(folder, '--out', 'out');
    assert.equal(status, 1);
    assert.match(stderr, /routes\.json" was not written by/);
    assert.equal(readFileSync(join(folder, 'out/routes.json'), 'utf8'), list);
  }
});

test('the appsettings.json may be above the folder of the policies', async (t) => {
  const folder = await writeProject(t, {
    'below/policies/One.xml': policyText(policyParts(ours)),
    'below/appsettings.json': JSON.stringify(appSettings),
  });
  const flags = ['--policies', 'below/policies', '--env', 'Local'];
  assert.deepEqual([generate(folder, ...flags).status, generate(folder, ...flags).stderr], [0, '']);
});

test('of policies of others what can be generated is, and a file that is broken is a warning', async (t) => {
  const folder = await writeProject(t, { 'policies/Broken.xml': '<TrustFrameworkPolicy>' });
  const own = generate(folder);
  assert.deepEqual([own.status, own.stdout], [1, '']);
  const { status, stdout, stderr } = generate(folder, '--all');
  assert.equal(status, 0);
  assert.match(stdout, /^2 profiles and 1 claim type/);
  assert.match(stderr, /Broken\.xml:\d+:\d+ {2}warning {2}xml-not-well-formed/);
});

test('where no file can be read, nothing is generated from policies of others either', async (t) => {
  const folder = await writeProject(t, { 'foreign/Broken.xml': '<TrustFrameworkPolicy>' });
  const { status, stderr } = generate(folder, '--all', '--policies', 'foreign');
  assert.equal(status, 1);
  assert.match(stderr, /error {2}xml-not-well-formed/);
  assert.equal(generate(folder, '--all', '--policies', 'nowhere').status, 2);
});

test('with an error nothing is written', async (t) => {
  const folder = await writeProject(t);
  generate(folder);
  const broken = policyText(policyParts({ ...ours, claims: {} }));
  writeFileSync(join(folder, 'policies/One.xml'), broken);
  const { status, stdout, stderr } = generate(folder);
  assert.deepEqual([status, stdout], [1, '']);
  assert.match(
    stderr,
    /^policies\/One\.xml:\d+:\d+ {2}error {2}ref-unknown-claim-type {2}Unknown claim type "email"\.$/m,
  );
  assert.match(stderr, /^ {2}why: .+\n {2}fix: .+$/m);
  assert.match(stderr, /^1 error$/m);
  assert.ok(existsSync(join(folder, 'shared/generated/profiles/rest-check.ts')));
});

test('--json tells diagnostics and files to a program', async (t) => {
  const folder = await writeProject(t);
  const { diagnostics, written, removed } = JSON.parse(generate(folder, '--json').stdout);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(written, ['claims.ts', 'profiles/rest-check.ts', 'openapi.json', 'routes.json']);
  assert.deepEqual(removed, []);
  const failed = generate(folder, '--json', '--env', 'Nowhere');
  assert.equal(failed.status, 2);
  assert.equal(JSON.parse(failed.stdout).diagnostics[0].rule, 'settings-environment');
  writeFileSync(join(folder, 'routes.json'), '[1]');
  for (const { flags, code } of [
    { flags: ['--out', '.'], code: 1 },
    { flags: ['--policies', 'shared'], code: 2 },
  ]) {
    const { status, stdout, stderr } = generate(folder, '--json', ...flags);
    assert.deepEqual([status, stderr], [code, '']);
    const { error, ...rest } = JSON.parse(stdout);
    assert.match(error, /was not written by|There is no policy/);
    assert.deepEqual(rest, { diagnostics: [] });
  }
});

test('a runtime that is a folder is imported by its path', async (t) => {
  const folder = await writeProject(t, { 'countersign.json': '{ "runtime": "./lib" }' });
  generate(folder, '--out', 'src/contract');
  const claims = readFileSync(join(folder, 'src/contract/claims.ts'), 'utf8');
  assert.match(claims, /from '\.\.\/\.\.\/lib\/claim-type\.ts';/);
  const profile = readFileSync(join(folder, 'src/contract/profiles/rest-check.ts'), 'utf8');
  assert.match(profile, /from '\.\.\/\.\.\/\.\.\/lib\/profile\.ts';/);
});

test('the route prefix of host.json is no part of a route', async (t) => {
  const host =
    '{ /* as the Functions host reads it */ "extensions": { "http": { "routePrefix": "" } } }';
  const folder = await writeProject(t, { 'host.json': host });
  generate(folder);
  const [route] = JSON.parse(readFileSync(join(folder, 'shared/generated/routes.json'), 'utf8'));
  assert.equal(route.route, 'api/check');
});

test('help and version end well', async (t) => {
  const folder = await writeProject(t);
  assert.match(runCli(folder, ['--help']).stdout, /^ {2}generate /m);
  assert.match(runCli(folder, ['generate', '--help']).stdout, /--check/);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(runCli(folder, ['--version']), {
    status: 0,
    stdout: `${version}\n`,
    stderr: '',
  });
});

test('there is no color where nobody looks, whatever the surroundings say', async (t) => {
  const folder = await writeProject(t);
  const { stderr } = runCli(folder, ['generate', '--env', 'Nowhere'], {
    CI: '1',
    FORCE_COLOR: '1',
  });
  assert.ok(!stderr.includes('\u001B'));
});
