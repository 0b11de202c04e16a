import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { type OnProgress, type ProgressTerminal, withProgress } from '../../commands/progress.ts';
import { examplePolicy } from '../support/example-policy.ts';
import { writeFiles } from '../support/policy-text.ts';

/** Four parts of work, 200 ms each by the clock that is handed in. */
function watch(changes: Partial<ProgressTerminal> & { isTTY?: boolean } = {}) {
  const { isTTY = true, ...others } = changes;
  let written = '';
  let time = 0;
  const stream = {
    isTTY,
    columns: 18,
    write: (text: string) => {
      written += text;
    },
  };
  const env = { NO_COLOR: '1' };
  const terminal = { stream, env, args: ['lint'], now: () => time, ...others };
  const work = (onProgress: OnProgress) => {
    for (let done = 1; done <= 4; done += 1) {
      time += 200;
      onProgress(done, 4);
    }
    return 'result';
  };
  const result = withProgress('Reading policies', work, terminal);
  return { result, written };
}

const erase = '\r\u001b[K';

test('long work is shown after a moment, in one line that fits, and erased', () => {
  const { result, written } = watch();
  assert.equal(result, 'result');
  const lines = ['Reading policies ', 'Reading policies ', 'Reading policies '];
  assert.equal(written, lines.map((line) => erase + line).join('') + erase);
});

test('colors only where they are wanted', () => {
  assert.ok(watch({ env: {} }).written.includes('\u001b[2m'));
  assert.ok(!watch().written.includes('\u001b[2m'));
});

test('short work shows nothing', () => {
  assert.equal(watch({ now: () => 0 }).written, '');
});

test('what failed is erased too', () => {
  let written = '';
  let time = 0;
  const stream = {
    isTTY: true,
    write: (text: string) => {
      written += text;
    },
  };
  const failing = (onProgress: OnProgress) => {
    time = 1000;
    onProgress(1, 2);
    throw new Error('stop');
  };
  const terminal = { stream, env: { NO_COLOR: '1' }, args: [], now: () => time };
  assert.throws(() => withProgress('Work', failing, terminal), /stop/);
  assert.equal(written, `${erase}Work 1/2${erase}`);
});

const silent = [
  { name: 'piped', changes: { isTTY: false } },
  { name: 'in CI', changes: { env: { CI: 'true' } } },
  { name: 'on a dumb terminal', changes: { env: { TERM: 'dumb' } } },
  { name: 'with --json', changes: { args: ['lint', '--json'] } },
  { name: 'with --format json', changes: { args: ['lint', '--format', 'json'] } },
  { name: 'with --format=json', changes: { args: ['lint', '--format=json'] } },
];
for (const { name, changes } of silent) {
  test(`nothing is shown ${name}`, () => {
    const { result, written } = watch(changes);
    assert.deepEqual({ result, written }, { result: 'result', written: '' });
  });
}

const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' });
const skip = !/util-linux/.test(`${hasScript.stdout}`) && 'needs "script" of util-linux';

test('on a real terminal lint shows what it does, and leaves only its report', {
  skip,
}, async (t) => {
  const [example] = examplePolicy('');
  const names = Array.from({ length: 120 }, (_, index) => `B2C_1A_P${index}`);
  const files = names.map((name) => [
    `policies/${name}.xml`,
    (example?.text ?? '').replaceAll('B2C_1A_Example', name),
  ]);
  const cwd = await writeFiles(t, Object.fromEntries(files));
  const command = `'${process.execPath}' '${resolve('cli.ts')}' lint`;
  const { CI: _ci, ...env } = process.env;
  const run = (...args: string[]) =>
    spawnSync('script', ['-qec', [command, ...args].join(' '), '/dev/null'], {
      cwd,
      env: { ...env, NO_COLOR: '1', TERM: 'xterm' },
      encoding: 'utf8',
    }).stdout;
  const shown = run();
  assert.match(shown, /Applying rules \d+\/\d+/);
  const left = shown.split('\n').map((line) => line.slice(line.lastIndexOf(erase) + erase.length));
  assert.ok(shown.includes(`${erase}No findings in 120 policies.`));
  assert.ok(left.every((line) => !/Applying|Reading/.test(line)));
  assert.ok(!run('--json').includes('\u001b'));
});
