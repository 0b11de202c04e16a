import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parseRevision } from '../../commands/diff-revision.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

function run(cwd: string, ...args: string[]) {
  const env = { ...process.env, NO_COLOR: '1' };
  const command = [resolve('cli.ts'), 'diff', ...args];
  return spawnSync(process.execPath, command, { cwd, env, encoding: 'utf8' });
}

function base(url: string): string {
  return policyText({
    id: 'B2C_1A_Base',
    technicalProfiles: `<TechnicalProfile Id="REST"><Metadata><Item Key="ServiceUrl">${url}</Item></Metadata></TechnicalProfile>`,
  });
}

function leaf(id: string, journey = 'SignIn'): string {
  const relyingParty = `<DefaultUserJourney ReferenceId="${journey}" />`;
  return policyText({ id: `B2C_1A_${id}`, base: 'B2C_1A_Base', relyingParty });
}

const two = {
  'a/Base.xml': base('{Settings:Api}/1'),
  'a/One.xml': leaf('One'),
  'a/Two.xml': leaf('Two'),
  'a/Old.xml': leaf('Old'),
  'b/Base.xml': base('{Settings:Api}/2'),
  'b/One.xml': leaf('One'),
  'b/Two.xml': leaf('Two', 'SignUp'),
  'b/New.xml': leaf('New'),
  'appsettings.json': JSON.stringify({
    Environments: [{ Name: 'Test', PolicySettings: { Api: 'https://t.example' } }],
  }),
};

test('folders: what several policies share is said once', async (t) => {
  const { status, stdout, stderr } = run(await writeFiles(t, two), 'a', 'b');
  assert.deepEqual([status, stderr], [1, '']);
  assert.equal(
    stdout,
    `- policy B2C_1A_Old
+ policy B2C_1A_New
B2C_1A_One, B2C_1A_Two
  TechnicalProfile REST
    ~ metadata › ServiceUrl  "https://t.example/1" → "https://t.example/2"
B2C_1A_Two
  RelyingParty
    ~ defaultUserJourney  "SignIn" → "SignUp"
`,
  );
});

test('JSON has every change of every policy', async (t) => {
  const { status, stdout } = run(await writeFiles(t, two), 'a/One.xml', 'b/One.xml', '--json');
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(stdout), {
    a: 'a/One.xml',
    b: 'b/One.xml',
    same: false,
    policies: [
      {
        policyId: 'B2C_1A_One',
        status: 'changed',
        changes: [
          {
            part: 'technicalProfile',
            id: 'REST',
            kind: 'changed',
            path: ['metadata', 'ServiceUrl'],
            before: 'https://t.example/1',
            after: 'https://t.example/2',
          },
        ],
      },
    ],
  });
});

const same = [
  { name: 'a folder and itself', args: ['a', 'a'] },
  { name: 'a file and the folder it stands in', args: ['a/One.xml', 'a'] },
  { name: 'a file and its PolicyId', args: ['a/One.xml', 'b2c_1a_one', '--policies', 'a'] },
];
for (const { name, args } of same) {
  test(`nothing differs: ${name}`, async (t) => {
    const { status, stdout } = run(await writeFiles(t, two), ...args);
    assert.deepEqual([status, stdout], [0, 'No difference.\n']);
  });
}

async function repository(t: TestContext): Promise<string> {
  const cwd = await writeFiles(t, two);
  const git = (...args: string[]) => {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    assert.equal(spawnSync('git', [...identity, ...args], { cwd }).status, 0, args.join(' '));
  };
  git('init', '--quiet');
  git('add', '.');
  git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', 'One');
  writeFileSync(join(cwd, 'a/Base.xml'), base('{Settings:Api}/3'));
  return cwd;
}

const revisions = [
  { name: 'a folder', args: ['HEAD:a', 'a'], status: 1 },
  { name: 'a file', args: ['HEAD:a/One.xml', 'a/One.xml'], status: 1 },
  { name: 'a folder that did not change', args: ['HEAD:b', 'b'], status: 0 },
  { name: 'two revisions', args: ['HEAD:a', '@:a/'], status: 0 },
  { name: 'a folder, from the file beside it', args: ['HEAD:a', 'a/One.xml'], status: 1 },
];
for (const { name, args, status: expected } of revisions) {
  test(`a revision of git: ${name}`, async (t) => {
    const { status, stdout, stderr } = run(await repository(t), ...args);
    assert.deepEqual([status, stderr], [expected, '']);
    const change =
      /~ metadata › ServiceUrl {2}"https:\/\/t\.example\/1" → "https:\/\/t\.example\/3"/;
    if (expected === 1) assert.match(stdout, change);
  });
}

test('a revision leaves nothing behind', async (t) => {
  const left = () => readdirSync(tmpdir()).filter((name) => name.startsWith('countersign-diff-'));
  const cwd = await repository(t);
  const before = left();
  run(cwd, 'HEAD:a', 'HEAD:nowhere');
  run(cwd, 'HEAD:a', 'HEAD:a/None.xml');
  assert.deepEqual(
    left().filter((name) => !before.includes(name)),
    [],
  );
});

const mistakes = [
  { args: ['a'], says: /missing required argument 'b'/ },
  { args: ['a', 'c'], says: /There is no folder "policies"/ },
  { args: ['a', 'c.xml'], says: /There is no file "c\.xml"/ },
  { args: ['a/Old.xml', 'b'], says: /The folder has no single policy "B2C_1A_Old"/ },
  { args: ['nope:a', 'a'], says: /Git knows no revision "nope"/ },
  { args: ['--', '--upload-pack=x:a', 'a'], says: /Git knows no revision "--upload-pack=x"/ },
  { args: ['HEAD:c', 'a'], says: /The revision has no folder "c"/ },
  { args: ['HEAD:a/C.xml', 'a'], says: /The revision "HEAD" has no policies in "a\/C\.xml"/ },
];
for (const { args, says } of mistakes) {
  test(`wrong use ends with 2: diff ${args.join(' ')}`, async (t) => {
    const { status, stdout, stderr } = run(await repository(t), ...args);
    assert.match(stderr, says);
    assert.deepEqual([status, stdout], [2, '']);
  });
}

const texts = [
  { text: 'HEAD:policies', revision: { revision: 'HEAD', path: 'policies' } },
  { text: 'v1.0:./a/../b/', revision: { revision: 'v1.0', path: 'b' } },
  { text: '@:', revision: { revision: '@', path: '.' } },
  { text: 'C:\\policies', revision: undefined },
  { text: 'policies', revision: undefined },
];
for (const { text, revision } of texts) {
  test(`"${text}" is ${revision ? 'a revision' : 'a path'}`, () => {
    assert.deepEqual(parseRevision(text), revision);
  });
}
