import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { writeFiles } from './support/policy-text.ts';

/*
 * The shell script of action.yml as GitHub runs it, in the folder of a project. Its npx finds the package
 * in that project's node_modules; the package's command there is this checkout's cli.ts.
 */

const root = dirname(import.meta.dirname);
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const step = action.runs.steps.find(({ id }: { id?: string }) => id === 'lint');
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version;
const isWindows = process.platform === 'win32';

const faultless = `<TrustFrameworkPolicy xmlns="http://schemas.microsoft.com/online/cpim/schemas/2013/06" PolicySchemaVersion="0.3.0.0" TenantId="contoso.onmicrosoft.com" PolicyId="B2C_1A_Base" PublicPolicyUri="http://contoso.onmicrosoft.com/B2C_1A_Base" />`;
const faulty = faultless.replace('0.3.0.0', '0.2.0.0').replaceAll('B2C_1A_Base', 'Base');

const stub = {
  'package.json': '{ "name": "project", "private": true }',
  'node_modules/countersign/package.json': JSON.stringify({
    ...{ name: 'countersign', version, type: 'module', bin: { countersign: 'bin.mjs' } },
  }),
  'node_modules/countersign/bin.mjs': `#!/usr/bin/env node\nawait import(${JSON.stringify(join(root, 'cli.ts'))});\n`,
  'github-output': '',
};

async function project(t: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await writeFiles(t, { ...stub, ...files, 'node_modules/.bin/.keep': '' });
  const target = join(folder, 'node_modules/countersign/bin.mjs');
  await symlink(target, join(folder, 'node_modules/.bin/countersign'));
  await chmod(target, 0o755);
  return folder;
}

/** The script with these inputs; all others have their defaults. */
async function runAction(folder: string, inputs: Readonly<Record<string, string>>) {
  const values = Object.entries(step.env).map(([name, expression]) => {
    const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(String(expression))?.[1] ?? '';
    return [name, inputs[input] ?? action.inputs[input].default];
  });
  const script = join(folder, 'script.sh');
  await writeFile(script, step.run);
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: folder,
    env: {
      ...process.env,
      ...Object.fromEntries(values),
      ...{
        GITHUB_OUTPUT: join(folder, 'github-output'),
        NO_COLOR: '1',
        npm_config_offline: 'true',
      },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
  const [code] = await once(child, 'close');
  const lines = (await readFile(join(folder, 'github-output'), 'utf8')).trim().split('\n');
  return { code, output, outputs: lines.filter((line) => line !== '') };
}

test('inputs of the action never become text of a script', () => {
  for (const { run = '' } of action.runs.steps) assert.doesNotMatch(run, /\$\{\{/);
  const passed = Object.values(step.env).join(' ');
  for (const input of Object.keys(action.inputs)) {
    if (input !== 'node-version') assert.ok(passed.includes(`\${{ inputs.${input} }}`), input);
  }
});

test('every output of the action is one that its step writes', () => {
  for (const [name, { value }] of Object.entries<{ value: string }>(action.outputs)) {
    assert.equal(value, `\${{ steps.lint.outputs.${name} }}`);
    assert.ok(step.run.includes(`${name}=`));
  }
});

const options = { skip: isWindows && 'the script is for bash' };

test('the action annotates, counts, and writes SARIF', options, async (t) => {
  const folder = await project(t, { 'policies/A.xml': faulty });
  const { code, output, outputs } = await runAction(folder, { version, 'sarif-file': 'out.sarif' });
  assert.match(output, /^::error file=policies\/A\.xml,line=1,col=1,title=doc-policy-id-prefix::/m);
  assert.equal(code, 1);
  assert.deepEqual(outputs, ['findings=2', 'errors=2', 'warnings=0', 'sarif=out.sarif']);
  const sarif = JSON.parse(await readFile(join(folder, 'out.sarif'), 'utf8'));
  assert.equal(sarif.runs[0].results.length, 2);
});

test('the action passes where there is nothing to say', options, async (t) => {
  const folder = await project(t, { 'policies/A.xml': faultless });
  const { code, outputs } = await runAction(folder, { version });
  assert.deepEqual(
    { code, outputs },
    { code: 0, outputs: ['findings=0', 'errors=0', 'warnings=0', 'sarif='] },
  );
});

test('nothing in an input is run, and each line of paths is one path', options, async (t) => {
  const names = ['a folder', '$(touch pwned)', '"; touch pwned; "', '--fix'];
  const files = names.map((name) => [`${name}/A.xml`, faulty]);
  const folder = await project(t, Object.fromEntries(files));
  const { output, outputs } = await runAction(folder, {
    version,
    paths: names.join('\n'),
    env: '',
  });
  assert.match(output, /file=a folder\/A\.xml/);
  assert.equal(outputs[0], 'findings=8', output);
  await assert.rejects(readFile(join(folder, 'pwned')));
});

test('a baseline that is not committed is a fault, not a new baseline', options, async (t) => {
  const folder = await project(t, { 'policies/A.xml': faulty });
  const { code, output, outputs } = await runAction(folder, { version, baseline: 'none.json' });
  assert.match(output, /^::error::There is no baseline "none\.json"/m);
  assert.deepEqual({ code, outputs }, { code: 2, outputs: [] });
});

test('what lint does not understand fails the action with its own words', options, async (t) => {
  const folder = await project(t, {});
  const { code, output } = await runAction(folder, { version, paths: 'nowhere' });
  assert.match(output, /There is no file or folder "nowhere"/);
  assert.equal(code, 2);
});
