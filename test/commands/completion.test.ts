import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { Command } from 'commander';
import { registerCall } from '../../commands/call.ts';
import { completeLine } from '../../commands/complete-line.ts';
import { registerCompletion } from '../../commands/completion.ts';
import { completionScript, type Shell } from '../../commands/completion-scripts.ts';
import { completedNames } from '../../commands/completion-values.ts';
import { registerContract } from '../../commands/contract.ts';
import { registerDiff } from '../../commands/diff.ts';
import { registerExplain } from '../../commands/explain.ts';
import { registerFlatten } from '../../commands/flatten.ts';
import { registerGraph } from '../../commands/graph.ts';
import { registerLint } from '../../commands/lint.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

const program = new Command('countersign');
for (const register of [
  registerCall,
  registerContract,
  registerDiff,
  registerExplain,
  registerFlatten,
  registerGraph,
  registerLint,
  registerCompletion,
]) {
  register(program);
}

const cases: readonly { name: string; line: string; includes: readonly string[] }[] = [
  { name: 'commands', line: 'countersign ', includes: ['lint', 'flatten', 'completion', 'help'] },
  { name: 'a command begun', line: 'countersign gr', includes: ['graph'] },
  { name: 'options of the program', line: 'countersign -', includes: ['--help'] },
  { name: 'options', line: 'countersign lint policies --f', includes: ['--format', '--fix'] },
  { name: 'words of an option', line: 'countersign lint --format s', includes: ['sarif'] },
  { name: 'words behind "="', line: 'countersign lint --format=s', includes: ['--format=sarif'] },
  { name: 'rules', line: 'countersign lint --rule dup-id', includes: ['dup-id='] },
  { name: 'severities', line: 'countersign lint --rule dup-id=w', includes: ['dup-id=warning'] },
  {
    name: 'rules behind "="',
    line: 'countersign lint --rule=dup-id=w',
    includes: ['--rule=dup-id=warning'],
  },
  { name: 'codes', line: 'countersign explain AADB2C90075', includes: ['AADB2C90075'] },
  { name: 'shells', line: 'countersign completion ', includes: ['bash', 'powershell'] },
  { name: 'commands to get help on', line: 'countersign help fl', includes: ['flatten'] },
];
for (const { name, line, includes } of cases) {
  test(`completes ${name}`, () => {
    const values = completeLine(program, line).map(({ value }) => value);
    for (const each of includes) assert.ok(values.includes(each), `${each} in ${values}`);
    const typed = line.slice(line.lastIndexOf(' ') + 1);
    assert.ok(values.every((value) => value.startsWith(typed)));
  });
}

const filesOnly = ['countersign lint ', 'countersign lint --baseline ', 'countersign nothing '];
for (const line of filesOnly) {
  test(`leaves "${line}" to the shell, which knows files`, () => {
    assert.deepEqual(completeLine(program, line), []);
  });
}

const relyingParty = '<DefaultUserJourney ReferenceId="Main" />';
const policies = {
  'own/Leaf.xml': policyText({
    id: 'B2C_1A_Leaf',
    technicalProfiles: '<TechnicalProfile Id="REST-One" />',
    userJourneys: '<UserJourney Id="Main"><OrchestrationSteps /></UserJourney>',
    relyingParty,
  }),
  'own/appsettings.json': '{ "Environments": [{ "Name": "Staging", "Tenant": "a" }] }',
};
const ids = [
  { line: 'flatten --policies own ', expected: ['B2C_1A_Leaf'] },
  { line: 'flatten --policies own B2C_2', expected: [] },
  { line: 'diff B2C_1A_Leaf --policies own B', expected: ['B2C_1A_Leaf'] },
  { line: 'call --policies own REST', expected: ['REST-One'] },
  { line: 'graph --policies own --journey ', expected: ['Main'] },
  { line: 'lint --policies own --env ', expected: ['Staging'] },
];
for (const { line, expected } of ids) {
  test(`completes ids of the policies: ${line}`, async (t) => {
    const folder = await writeFiles(t, policies);
    const placed = line.replace('own', () => `"${join(folder, 'own')}"`);
    const found = completeLine(program, `countersign ${placed}`);
    assert.deepEqual(
      found.map(({ value }) => value),
      expected,
    );
  });
}

test('what has values of its own is an option or argument of its command', () => {
  for (const name of completedNames()) {
    const [command = '', owner = ''] = name.split(' ');
    const found = program.commands.find((each) => each.name() === command);
    const owners = [
      ...(found?.options.map(({ long }) => long) ?? []),
      ...(found?.registeredArguments.map((argument) => `<${argument.name()}>`) ?? []),
    ];
    assert.ok(owners.includes(owner), name);
  }
});

const typed = [
  { line: 'countersign fla', words: ['countersign', 'fla'], replies: ['flatten'] },
  {
    line: 'countersign lint --format=s',
    words: ['countersign', 'lint', '--format', '=', 's'],
    replies: ['sarif'],
  },
  {
    line: 'countersign lint --rule dup-id=w',
    words: ['countersign', 'lint', '--rule', 'dup-id', '=', 'w'],
    replies: ['warning'],
  },
  { line: 'countersign lint --rule dup-i', words: ['countersign'], replies: ['dup-id='] },
  { line: 'countersign lint ', words: ['countersign', 'lint', ''], replies: [] },
];
for (const { line, words, replies } of typed) {
  test(`bash completes "${line}"`, { skip: process.platform === 'win32' }, () => {
    const script = [
      `countersign() { "${process.execPath}" "${resolve('cli.ts')}" "$@"; }`,
      `source <(countersign completion bash)`,
      `complete -p countersign`,
      `COMP_LINE='${line}' COMP_POINT=${line.length} COMP_WORDBREAKS=$' \\t\\n"\\'><=;|&(:'`,
      `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length - 1}`,
      `_countersign; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ].join('\n');
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
    assert.equal(stderr, '');
    const [registered, ...reply] = stdout.trimEnd().split('\n');
    assert.match(registered ?? '', /-o default -F _countersign countersign/);
    assert.deepEqual(reply, replies);
  });
}

const checks: readonly { shell: Shell; command: string; args: readonly string[] }[] = [
  { shell: 'bash', command: 'bash', args: ['-n'] },
  { shell: 'zsh', command: 'zsh', args: ['-n'] },
  { shell: 'fish', command: 'fish', args: ['--no-execute'] },
];
for (const { shell, command, args } of checks) {
  test(`${shell} finds no fault in its script`, (t) => {
    const input = completionScript(shell);
    const { error, status, stderr } = spawnSync(command, args, { input, encoding: 'utf8' });
    if (error) return t.skip(`there is no ${command}`);
    assert.equal(status, 0, stderr);
  });
}

for (const shell of ['bash', 'zsh', 'fish', 'powershell'] as const) {
  test(`the script of ${shell} closes what it opens, and asks for the line`, () => {
    const script = completionScript(shell).replaceAll(/^\s*#.*$|\\./gm, '');
    const pairs = [...'{}[]()'].map((sign) => script.split(sign).length);
    assert.deepEqual(pairs[0], pairs[1]);
    assert.deepEqual(pairs[2], pairs[3]);
    assert.deepEqual(pairs[4], pairs[5]);
    assert.equal(script.split('"').length % 2, 1);
    assert.match(script, /countersign complete /);
  });
}

test('an unknown shell exits 2', () => {
  const cli = resolve('cli.ts');
  const { status } = spawnSync(process.execPath, [cli, 'completion', 'tcsh'], { encoding: 'utf8' });
  assert.equal(status, 2);
});
