import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type PolicyWords, policyParts } from '../support/generated-policies.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

const ours: PolicyWords = {
  claims: { email: 'string' },
  profiles: [
    {
      id: 'REST-Check',
      metadata: { ServiceUrl: '{Settings:Api}/check' },
      input: '<InputClaim ClaimTypeReferenceId="email" />',
    },
    { id: 'REST-Elsewhere', metadata: { ServiceUrl: 'https://other.example.net/api/x' } },
  ],
};
const appSettings = {
  Environments: [
    { Name: 'Local', PolicySettings: { Api: 'http://localhost:7071/api' } },
    {
      Name: 'Production',
      Production: true,
      PolicySettings: { Api: 'https://api.example.com/api' },
    },
  ],
};
const project = {
  'policies/One.xml': policyText(policyParts(ours)),
  'policies/appsettings.json': JSON.stringify(appSettings),
  'countersign.json': JSON.stringify({
    hosts: ['https://api.example.com', 'http://localhost:7071'],
  }),
};

function makeProject(t: TestContext, files: Record<string, string> = {}): Promise<string> {
  return writeFiles(t, { ...project, ...files });
}

function generate(cwd: string, ...flags: string[]) {
  return run(cwd, ['generate', ...flags]);
}

function run(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('cli.ts'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

function written(folder: string): string[] {
  const entries = readdirSync(join(folder, 'shared/generated'), {
    recursive: true,
    encoding: 'utf8',
  });
  return entries.map((path) => path.replaceAll('\\', '/')).toSorted();
}

const allFiles = ['claims.ts', 'openapi.json', 'profiles', 'profiles/rest-check.ts', 'routes.json'];

test('generate writes what the profiles of our hosts need, and nothing again if nothing changed', async (t) => {
  const folder = await makeProject(t);
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
  const folder = await makeProject(t);
  assert.equal(generate(folder, '--all').status, 0);
  assert.ok(written(folder).includes('profiles/rest-elsewhere.ts'));
  writeFileSync(join(folder, 'shared/generated/profiles/mine.ts'), 'export const mine = 1;\n');
  assert.match(generate(folder).stdout, /2 files written, 1 removed\.$/m);
  assert.deepEqual(written(folder), [...allFiles, 'profiles/mine.ts'].toSorted());
});

test('where no profile is ours, it says what to look at', async (t) => {
  const folder = await makeProject(t, { 'countersign.json': '{ "hosts": [] }' });
  const { status, stdout } = generate(folder);
  assert.equal(status, 0);
  assert.match(stdout, /^0 profiles and 0 claim types/);
  assert.match(stdout, /^There is no .* listed in countersign\.json; --all takes every one\.$/m);
});

test('--check writes nothing and names what is stale', async (t) => {
  const folder = await makeProject(t);
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
  const folder = await makeProject(t);
  generate(folder);
  const claims = join(folder, 'shared/generated/claims.ts');
  const text = readFileSync(claims, 'utf8').replaceAll('\n', '\r\n');
  writeFileSync(claims, text);
  assert.equal(generate(folder, '--check').status, 0);
  assert.match(generate(folder).stdout, /: 0 files written\.$/m);
  assert.equal(readFileSync(claims, 'utf8'), text);
});

test('the environment changes nothing but the host', async (t) => {
  const folder = await makeProject(t);
  assert.equal(generate(folder, '--env', 'Local').status, 0);
  assert.equal(generate(folder, '--check').status, 0);
});

test('line ends of the policies change nothing', async (t) => {
  const folder = await makeProject(t);
  generate(folder);
  const policy = join(folder, 'policies/One.xml');
  writeFileSync(policy, readFileSync(policy, 'utf8').replaceAll('\n', '\r\n'));
  assert.equal(generate(folder, '--check').status, 0);
});

test('a file of someone else is not replaced', async (t) => {
  const folder = await makeProject(t, { 'out/claims.ts': 'export const mine = 1;\n' });
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
    const folder = await makeProject(t, { 'out/routes.json': list });
    const { status, stderr } = generate(folder, '--out', 'out');
    assert.equal(status, 1);
    assert.match(stderr, /routes\.json" was not written by/);
    assert.equal(readFileSync(join(folder, 'out/routes.json'), 'utf8'), list);
  }
});

test('the appsettings.json may be above the folder of the policies', async (t) => {
  const folder = await makeProject(t, {
    'below/policies/One.xml': policyText(policyParts(ours)),
    'below/appsettings.json': JSON.stringify(appSettings),
  });
  const flags = ['--policies', 'below/policies', '--env', 'Local'];
  assert.deepEqual([generate(folder, ...flags).status, generate(folder, ...flags).stderr], [0, '']);
});

test('of policies of others what can be generated is, and a file that is broken is a warning', async (t) => {
  const folder = await makeProject(t, { 'policies/Broken.xml': '<TrustFrameworkPolicy>' });
  const own = generate(folder);
  assert.deepEqual([own.status, own.stdout], [1, '']);
  const { status, stdout, stderr } = generate(folder, '--all');
  assert.equal(status, 0);
  assert.match(stdout, /^2 profiles and 1 claim type/);
  assert.match(stderr, /Broken\.xml:\d+:\d+ {2}warning {2}xml-not-well-formed/);
});

test('where no file can be read, nothing is generated from policies of others either', async (t) => {
  const folder = await makeProject(t, { 'foreign/Broken.xml': '<TrustFrameworkPolicy>' });
  const { status, stderr } = generate(folder, '--all', '--policies', 'foreign');
  assert.equal(status, 1);
  assert.match(stderr, /error {2}xml-not-well-formed/);
  assert.equal(generate(folder, '--all', '--policies', 'nowhere').status, 2);
});

test('with an error nothing is written', async (t) => {
  const folder = await makeProject(t);
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
  const folder = await makeProject(t);
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
  const folder = await makeProject(t, { 'countersign.json': '{ "runtime": "./lib" }' });
  generate(folder, '--out', 'src/contract');
  const claims = readFileSync(join(folder, 'src/contract/claims.ts'), 'utf8');
  assert.match(claims, /from '\.\.\/\.\.\/lib\/claim-type\.ts';/);
  const profile = readFileSync(join(folder, 'src/contract/profiles/rest-check.ts'), 'utf8');
  assert.match(profile, /from '\.\.\/\.\.\/\.\.\/lib\/profile\.ts';/);
});

test('the route prefix of host.json is no part of a route', async (t) => {
  const host =
    '{ /* as the Functions host reads it */ "extensions": { "http": { "routePrefix": "" } } }';
  const folder = await makeProject(t, { 'host.json': host });
  generate(folder);
  const [route] = JSON.parse(readFileSync(join(folder, 'shared/generated/routes.json'), 'utf8'));
  assert.equal(route.route, 'api/check');
});

const failures = [
  {
    name: 'an environment that is not there',
    args: ['generate', '--env', 'Nowhere'],
    status: 2,
    stderr: /There is no environment "Nowhere"\. It has "Local", "Production"\./,
  },
  {
    name: 'an environment where none are',
    args: ['generate', '--env', 'Local', '--policies', 'empty'],
    status: 2,
    stderr: /^error There is no appsettings\.json for "empty", so no environment "Local"\.$/m,
  },
  {
    name: 'a folder that is not there',
    args: ['generate', '--policies', 'nowhere'],
    status: 2,
    stderr: /There is no folder "nowhere"/,
  },
  {
    name: 'a folder without policies',
    args: ['generate', '--policies', 'empty'],
    status: 2,
    stderr: /^error There is no policy in "empty"\.$/m,
  },
  {
    name: 'a configuration that is none',
    args: ['generate'],
    files: { 'countersign.json': '{ "host": [] }' },
    status: 1,
    stderr:
      /^countersign\.json:1:3 {2}error {2}configuration-file {2}"host" is no known key\. Did you mean "hosts"\?$/m,
  },
  {
    name: 'a host.json that is none',
    args: ['generate'],
    files: { 'host.json': '{' },
    status: 1,
    stderr: /^error host\.json is no JSON\.$/m,
  },
  {
    name: 'an unknown option',
    args: ['generate', '--polices', 'x'],
    status: 2,
    stderr: /--policies/,
  },
  { name: 'an unknown command', args: ['generat'], status: 2, stderr: /Did you mean generate\?/ },
  {
    name: 'an argument too many',
    args: ['generate', 'policies'],
    status: 2,
    stderr: /too many arguments/,
  },
  { name: 'no command', args: [], status: 2, stderr: /Usage: countersign/ },
];
for (const { name, args, files = {}, status, stderr } of failures) {
  test(`${name} is said in words, without a stack trace`, async (t) => {
    const folder = await makeProject(t, { 'empty/readme.txt': '', ...files });
    const result = run(folder, args);
    assert.equal(result.status, status);
    assert.match(result.stderr, stderr);
    assert.doesNotMatch(result.stderr, /^\s+at /m);
    assert.ok(!existsSync(join(folder, 'shared')));
  });
}

test('help and version end well', async (t) => {
  const folder = await makeProject(t);
  assert.match(run(folder, ['--help']).stdout, /^ {2}generate /m);
  assert.match(run(folder, ['generate', '--help']).stdout, /--check/);
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  assert.deepEqual(run(folder, ['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
});

test('there is no color where nobody looks, whatever the surroundings say', async (t) => {
  const folder = await makeProject(t);
  const { stderr } = run(folder, ['generate', '--env', 'Nowhere'], { CI: '1', FORCE_COLOR: '1' });
  assert.ok(!stderr.includes('\u001B'));
});
