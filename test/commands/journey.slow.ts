import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { SaxesParser } from 'saxes';
import * as z from 'zod';
import { journeysFile } from '../../commands/journey-file.ts';
import { printJson } from '../../compiler/emit-json.ts';
import { writeFiles } from '../support/policy-text.ts';

const starterPack = resolve('../shared/corpus/starterpack/LocalAccounts');

function run(cwd: string, ...args: string[]) {
  const command = [resolve('cli.ts'), 'journey', ...args];
  return spawnSync(process.execPath, command, { cwd, encoding: 'utf8' });
}

const signUp = `
  - name: somebody signs up
    policy: B2C_1A_signup_signin
    steps:
      - page: { kind: combined, fields: [signInName, password] }
      - signUp: true
      - verifyEmail: { claim: email, value: ada@example.org }
      - submit: { email: ada@example.org, newPassword: Correct-horse-7, reenterPassword: Correct-horse-8, displayName: Ada }
      - page: { error: 'The password entry fields do not match. Please enter the same password in both fields and try again.' }
      - submit: { email: ada@example.org, newPassword: Correct-horse-7, reenterPassword: Correct-horse-7, displayName: Ada, givenName: A, surname: L }
    expect: { claims: { name: Ada, acr: b2c_1a_signup_signin }, present: [sub], absent: [newUser] }`;

const journeys = `
policies: [${JSON.stringify(starterPack)}]
now: 2026-01-02T03:04:05Z
journeys:${signUp}
  - name: signs in with a wrong password, then gives up
    policy: B2C_1A_signup_signin
    steps:
      - submit: { signInName: ada@example.org, password: wrong }
      - page: { error: AADB2C90054 }
      - cancel: true
    expect: { error: AADB2C90091 }
`;

test('journeys of a file are run one after another, in one tenant', async (t) => {
  const folder = await writeFiles(t, { 'journeys.yaml': journeys });
  const { status, stdout, stderr } = run(folder, 'journeys.yaml');
  assert.deepEqual(stdout.trim().split('\n'), [
    'TAP version 13',
    '1..2',
    'ok 1 - somebody signs up',
    'ok 2 - signs in with a wrong password, then gives up',
  ]);
  assert.equal(status, 0, stderr);
});

test('what is not as expected is told with its step, and exits with 1', async (t) => {
  const text = journeys
    .replace('name: Ada, acr', 'name: Eve, acr')
    .replace('AADB2C90091', 'AADB2C90118');
  const folder = await writeFiles(t, { 'journeys.yaml': text });
  const { status, stdout } = run(folder, 'journeys.yaml', '--json');
  assert.equal(status, 1);
  const failures = JSON.parse(stdout).journeys.map(({ failure }: { failure: string }) => failure);
  assert.deepEqual(failures, [
    'The outcome: The claim "name" of the token should be "Eve"; it is "Ada".',
    'The outcome: The application should get "AADB2C90118"; it gets "AADB2C90091: The user has cancelled entering self-asserted information."',
  ]);
});

test('a claim that the page has no field for fails the journey', async (t) => {
  const text = journeys.replace('displayName: Ada, givenName', 'dispalyName: Ada, givenName');
  const folder = await writeFiles(t, { 'journeys.yaml': text });
  const { status, stdout } = run(folder, 'journeys.yaml');
  assert.match(
    stdout,
    /Step 6 \(submit\): The page has no field .{2}dispalyName.*Did you mean .{2}displayName/,
  );
  assert.equal(status, 1);
});

/** The starter pack with one change, and journeys of it. */
async function wrongPolicies(t: TestContext, file: string, from: string, to: string) {
  const folder = await writeFiles(t, { 'journeys.yaml': `journeys:${signUp}` });
  await cp(starterPack, join(folder, 'policies'), { recursive: true });
  const path = join(folder, 'policies', file);
  const text = await readFile(path, 'utf8');
  assert.ok(text.includes(from));
  await writeFile(path, text.replace(from, to));
  return folder;
}

test('what is wrong with the policies is told before what is wrong with a journey', async (t) => {
  const from = 'SessionManagement ReferenceId="SM-AAD"';
  const to = 'SessionManagement ReferenceId="SM-AAAD"';
  const folder = await wrongPolicies(t, 'TrustFrameworkBase.xml', from, to);
  const { status, stdout, stderr } = run(folder, 'journeys.yaml', '--policies', 'policies');
  assert.match(stderr, /^policies\/TrustFrameworkBase\.xml:\d+:\d+ {2}error .*"SM-AAAD"/);
  assert.match(stdout, /The outcome: .*"SM-AAAD.{2} does not exist/);
  assert.equal(status, 1);
});

test('no journey is run where a policy cannot be read', async (t) => {
  const folder = await wrongPolicies(t, 'TrustFrameworkExtensions.xml', '</ClaimsProvider>', '');
  const { status, stdout, stderr } = run(folder, 'journeys.yaml', '--policies', 'policies');
  assert.match(
    stderr,
    /^policies\/TrustFrameworkExtensions\.xml:\d+:\d+ {2}error {2}xml-not-well-formed/,
  );
  assert.match(stderr, /error No journey was run: policies cannot be read\.\n$/);
  assert.deepEqual([status, stdout], [1, '']);
});

test('policies/journeys.yaml runs as it is', () => {
  const { status, stdout } = run(resolve('.'), 'policies/journeys.yaml');
  assert.match(stdout, /^ok 2/m);
  assert.equal(status, 0, stdout);
});

test('the JUnit report is XML with a case each', async (t) => {
  const folder = await writeFiles(t, { 'journeys.yaml': journeys });
  const { stdout } = run(folder, 'journeys.yaml', '--report', 'junit');
  const names: string[] = [];
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testcase') names.push(String(attributes['name']));
  });
  parser.write(stdout).close();
  assert.equal(names.length, 2);
});

const broken = [
  {
    name: 'an unknown key',
    text: 'journeys: [{ name: a, polcy: b }]',
    tells: /1:23 {2}error .*"journeys\[0\]\.polcy" is no known key\. Did you mean "policy"\?/,
  },
  {
    name: 'a step with two keys',
    text: 'journeys: [{ name: a, policy: b, steps: [{ cancel: true, signUp: true }] }]',
    tells: /must have exactly one key/,
  },
  { name: 'broken YAML', text: 'journeys: [', tells: /The YAML is broken/ },
];
for (const { name, text, tells } of broken) {
  test(`${name} is refused with its place, and exits with 2`, async (t) => {
    const folder = await writeFiles(t, { 'journeys.yaml': text });
    const { status, stdout, stderr } = run(folder, 'journeys.yaml');
    assert.match(`${stdout}${stderr}`, tells);
    assert.equal(status, 2);
  });
}

test('docs/journeys.schema.json is the schema that the file is read with', (t) => {
  const schema = z.toJSONSchema(journeysFile, { io: 'input' });
  const text = printJson(JSON.parse(JSON.stringify(schema)));
  t.assert.fileSnapshot(text, 'docs/journeys.schema.json', { serializers: [String] });
  assert.ok(readFileSync('docs/journeys.schema.json', 'utf8').length > 0);
});
