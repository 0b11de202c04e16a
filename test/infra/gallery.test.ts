import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** @see facts infra 9: what the gallery of azd templates asks for. */
const required = [
  '.devcontainer/devcontainer.json',
  '.github/workflows/azure-dev.yml',
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'azure.yaml',
  'infra/main.bicep',
  'infra/main.parameters.json',
];
for (const file of required) {
  test(`the gallery of azd finds ${file}`, () => assert.ok(existsSync(join(root, file))));
}

test('the gallery of azd finds an issue template', () => {
  assert.ok(globSync(['.github/ISSUE_TEMPLATE/*'], { cwd: root, dot: true }).length > 0);
});

for (const heading of ['Features', 'Getting Started', 'Resources', 'Guidance']) {
  test(`the gallery of azd finds "${heading}" in the README`, () => {
    assert.match(read('README.md'), new RegExp(`^## ${heading}$`, 'm'));
  });
}

const azure = parse(read('azure.yaml'));

test('azd packs the folder that "countersign bundle" writes, and builds nothing in Azure', () => {
  const { project, dist, host, remoteBuild } = azure.services.api;
  const [, folder] = /'--out <dir>'[^)]*'([^']+)'\)/.exec(read('commands/bundle.ts')) ?? [];
  assert.deepEqual(
    { project, dist, host, remoteBuild },
    { project: '.', dist: folder, host: 'function', remoteBuild: false },
  );
});

/** Every `run` of a file's hooks or steps. */
function runsOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === 'run' && typeof one === 'string' ? [one] : runsOf(one),
  );
}

test('each hook of azd is the same on Windows and elsewhere', () => {
  const hooks = [...Object.values(azure.hooks), ...Object.values(azure.services.api.hooks)];
  for (const { posix, windows } of hooks as Record<'posix' | 'windows', { run: string }>[]) {
    assert.equal(posix.run, windows.run);
  }
});

for (const hook of globSync(['*{pack,provision}*.mjs'], { cwd: join(root, 'infra/hooks') })) {
  test(`the hook ${hook} says what a clone without packages lacks`, async (t) => {
    const folder = await temporaryFolder(t);
    for (const path of ['infra/hooks', 'newer-node.mjs'])
      cpSync(join(root, path), join(folder, path), { recursive: true });
    const script = join(folder, 'infra/hooks', hook);
    const { status, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    assert.match(stderr, /^The hook cannot run: ".*node_modules" is missing\. Run "npm ci", .*\n$/);
    assert.equal(status, 1);
  });
}

const files = [
  'azure.yaml',
  ...globSync(['.github/workflows/*.yml'], { cwd: root, dot: true }),
].map((file) => file.replaceAll('\\', '/'));
for (const file of files) {
  test(`${file} runs what there is`, () => {
    const { scripts } = JSON.parse(read('package.json'));
    const runs = runsOf(parse(read(file))).join('\n');
    const missing = [
      ...[...runs.matchAll(/\bnpm run ([\w:]+)/g)].filter(([, name = '']) => !scripts[name]),
      ...[...runs.matchAll(/\bnode (?:--test )?([\w./-]+\.m?[jt]s)/g)].filter(
        ([, path = '']) => !existsSync(join(root, path)),
      ),
    ].map(([line]) => line);
    assert.deepEqual(missing, []);
  });
}

for (const file of files.filter((each) => each.endsWith('.yml'))) {
  test(`${file} asks only steps that there are`, () => {
    const jobs: { steps: { id?: string }[] }[] = Object.values(parse(read(file)).jobs ?? {});
    for (const { steps } of jobs) {
      const ids = steps.flatMap(({ id }) => id ?? []);
      const asked = [...JSON.stringify(steps).matchAll(/\bsteps\.(\w+)/g)].map(([, id = '']) => id);
      assert.deepEqual(
        asked.filter((id) => !ids.includes(id)),
        [],
      );
    }
  });
}

test('the pipeline goes back only from what does not answer, whatever else goes wrong', () => {
  const { steps } = parse(read('.github/workflows/azure-dev.yml')).jobs.deploy;
  const back = steps.find(({ name }: { name?: string }) => name === 'Roll back');
  const asked = [...back.if.matchAll(/steps\.(\w+)\.outcome == 'failure'/g)].map(([, id]) => id);
  assert.deepEqual(asked, ['deploy', 'answers']);
});

test("of the pipeline's variables those reach azd that the template has parameters for", () => {
  const VARIABLES = JSON.stringify({
    ALWAYS_READY_INSTANCES: '2',
    PATH: '/evil',
    NODE_OPTIONS: '-x',
  });
  const script = join(root, 'infra/hooks/pipeline-parameters.mjs');
  const env = { ...process.env, VARIABLES };
  const output = execFileSync(process.execPath, [script], { encoding: 'utf8', env });
  assert.equal(output, 'ALWAYS_READY_INSTANCES=2\n');
});
