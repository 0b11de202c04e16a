import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { policyText, writeFiles } from '../support/policy-text.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function run(command: string, cwd: string, ...flags: string[]) {
  const args = [resolve('cli.ts'), command, ...flags];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  return { stdout, lines: stderr.split('\n') };
}

/** Our own policies, and the project they belong to. */
async function ownProject(t: TestContext): Promise<string> {
  const folder = await temporaryFolder(t);
  for (const path of ['policies', 'countersign.json'])
    cpSync(path, join(folder, path), { recursive: true });
  return folder;
}

const damages: { name: string; damage: (base: string) => void; says: RegExp }[] = [
  {
    name: 'broken',
    damage: (base) => writeFileSync(base, `${readFileSync(base, 'utf8')}<`),
    says: /^policies\/TrustFrameworkBase\.xml:\d+:1 {2}error {2}xml-not-well-formed /,
  },
  {
    name: 'missing',
    damage: (base) => rmSync(base),
    says: /^policies\/\w+\.xml:\d+:\d+ {2}error {2}chain-missing-base /,
  },
];
for (const { name, damage, says } of damages) {
  test(`a base policy that is ${name} is one fault, not one for all that needs it`, async (t) => {
    const folder = await ownProject(t);
    damage(join(folder, 'policies/TrustFrameworkBase.xml'));
    const { lines } = run('generate', folder);
    assert.match(lines[0] ?? '', says);
    assert.deepEqual(lines.slice(3), ['1 error', '']);
    const { diagnostics } = JSON.parse(run('lint', folder, '--json').stdout);
    const errors = diagnostics.filter(({ severity }: { severity: string }) => severity === 'error');
    assert.equal(errors.length, 1);
    const loose = diagnostics.filter(({ rule }: { rule: string }) => /unus|unreach/.test(rule));
    assert.deepEqual(loose, []);
  });
}

test('what cannot be read is said before what it may be the cause of', async (t) => {
  const unknown = '<ClaimsSchema><ClaimType Id="a" /></ClaimsSchema><Unknown />';
  const folder = await writeFiles(t, {
    'A.xml': policyText({ id: 'A', buildingBlocks: unknown }),
    'B.xml': policyText({ id: 'B', base: 'Nobody' }),
    'C.xml': '<a>',
  });
  const { lines } = run('generate', folder, '--policies', '.');
  const shown = lines.flatMap(
    (line) => /^(\S+)\.xml:\d+:\d+ {2}\S+ {2}(\S+)/.exec(line)?.slice(1).join(' ') ?? [],
  );
  assert.deepEqual(shown, ['B chain-missing-base', 'C xml-not-well-formed', 'A schema-unknown']);
});

test('of many findings of one rule in one file the first are shown, and all counted', async (t) => {
  const unknown = (count: number) => Array.from({ length: count }, (_, index) => `\n<U${index} />`);
  const policy = (id: string, count: number) =>
    policyText({ id, buildingBlocks: unknown(count).join('') });
  const folder = await writeFiles(t, {
    'A.xml': policy('A', 25),
    'B.xml': policy('B', 20),
    'countersign.json': '{ "hosts": ["https://ours.example"] }', // a project of its own is strict
  });
  const { lines } = run('generate', folder, '--policies', '.');
  const shown = lines.filter((line) => /schema-unknown/.test(line));
  assert.equal(shown.filter((line) => line.startsWith('A.xml:')).length, 20);
  assert.equal(shown.filter((line) => line.startsWith('B.xml:')).length, 20);
  assert.equal(shown[20], 'A.xml  and 5 more schema-unknown');
  assert.equal(lines.at(-2), '45 errors');
  const { diagnostics } = JSON.parse(run('generate', folder, '--policies', '.', '--json').stdout);
  assert.equal(diagnostics.length, 45);
});
