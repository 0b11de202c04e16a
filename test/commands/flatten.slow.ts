import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findPolicy } from '../../commands/flatten-find.ts';
import { wrap } from '../../commands/flatten-rows.ts';
import { flattenPolicy } from '../../compiler/flatten.ts';
import { type FlattenedPolicy, flattenedPolicy } from '../../compiler/flatten-shape.ts';
import { readPolicySet } from '../../compiler/policy-set.ts';
import { textWidth } from '../../compiler/text-width.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

const starterPack = fileURLToPath(new URL('../../../shared/corpus/starterpack/', import.meta.url));
const skip = !existsSync(starterPack);

function run(cwd: string, ...args: string[]) {
  const env = { ...process.env, NO_COLOR: '1' };
  const command = [resolve('cli.ts'), 'flatten', ...args];
  return spawnSync(process.execPath, command, { cwd, env, encoding: 'utf8' });
}

/** Those whose base policies lie in another folder. */
const elsewhere: Record<string, string> = {
  'scenarios/linkedin-identity-provider/SignUpOrSignin.xml': 'SocialAndLocalAccounts',
  'scenarios/password-change/PasswordChange.xml': 'LocalAccounts',
};

function flatten(file: string): FlattenedPolicy {
  const base = elsewhere[relative(starterPack, resolve(file))];
  const policies = base === undefined ? [] : [join(starterPack, base)];
  const { policy, diagnostics } = findPolicy({ policy: file, policies });
  return flattenPolicy(policy ?? assert.fail(file), diagnostics);
}

test('every relying party of the starter pack is flattened, as the schema says', { skip }, () => {
  const set = readPolicySet({ folders: [starterPack] });
  assert.equal(set.leaves.length, 30);
  for (const { position } of set.leaves) {
    const flat = flatten(position.file);
    assert.deepEqual(flattenedPolicy.parse(flat), flat, position.file);
    assert.deepEqual(
      flat.diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.ok(flat.technicalProfiles.length > 10, position.file);
    assert.equal(JSON.stringify(flatten(position.file)), JSON.stringify(flat), 'deterministic');
  }
});

test('three levels of includes come out as documented', { skip }, () => {
  const flat = flatten(join(starterPack, 'SocialAndLocalAccounts/SignUpOrSignin.xml'));
  const id = 'AAD-UserReadUsingAlternativeSecurityId-NoError';
  const profile = flat.technicalProfiles.find((each) => each.id === id);
  assert.deepEqual(profile?.includes, ['AAD-UserReadUsingAlternativeSecurityId', 'AAD-Common']);
  assert.match(
    profile?.protocol?.handler ?? '',
    /^Web\.TPEngine\.Providers\.AzureActiveDirectoryProvider,/,
  );
  assert.equal(profile?.protocol?.name, 'Proprietary');
  assert.equal(profile?.metadata['Operation'], 'Read');
  assert.equal(profile?.metadata['RaiseErrorIfClaimsPrincipalDoesNotExist'], 'false');
  assert.deepEqual(profile?.cryptographicKeys, {
    issuer_secret: 'B2C_1A_TokenSigningKeyContainer',
  });
  assert.deepEqual(
    profile?.inputClaims.map((claim) => [claim.claimTypeReferenceId, claim.required]),
    [['alternativeSecurityId', true]],
  );
  assert.equal(profile?.useTechnicalProfileForSessionManagement, 'SM-Noop');
});

const base = policyText({
  id: 'B2C_1A_Base',
  buildingBlocks:
    '<ClaimsSchema><ClaimType Id="email"><DataType>string</DataType></ClaimType></ClaimsSchema>',
  technicalProfiles: `<TechnicalProfile Id="Common"><Protocol Name="None" />
<Metadata><Item Key="Long">${'long words '.repeat(20)}</Item></Metadata></TechnicalProfile>`,
});
const leaf = policyText({
  id: 'B2C_1A_Leaf',
  base: 'B2C_1A_Base',
  technicalProfiles: `<TechnicalProfile Id="Own"><Metadata><Item Key="Own">\u009b31m</Item></Metadata>
<OutputClaims><OutputClaim ClaimTypeReferenceId="email" PartnerClaimType="mail" /></OutputClaims>
<IncludeTechnicalProfile ReferenceId="Common" /></TechnicalProfile>`,
  relyingParty: '<DefaultUserJourney ReferenceId="Any" />',
});

test('people read each part with its file and line, in a hundred columns', async (t) => {
  const cwd = await writeFiles(t, { 'leaf/Leaf.xml': leaf, 'base/Base.xml': base });
  const { status, stdout, stderr } = run(cwd, 'leaf/Leaf.xml', '--policies', 'base');
  assert.equal(stderr, '');
  assert.equal(status, 0);
  t.assert.fileSnapshot(stdout, 'test/golden/flatten/leaf.txt', { serializers: [String] });
  for (const line of stdout.split('\n')) assert.ok(line.length <= 100, line);
});

test('JSON has nothing beside it; a PolicyId is looked for in "policies"', async (t) => {
  const cwd = await writeFiles(t, { 'policies/a/Leaf.xml': leaf, 'policies/b/Base.xml': base });
  const { status, stdout, stderr } = run(cwd, 'b2c_1a_leaf', '--json');
  assert.deepEqual([status, stderr], [0, '']);
  const flat = flattenedPolicy.parse(JSON.parse(stdout));
  assert.deepEqual(flat.chain, [
    { policyId: 'B2C_1A_Base', file: 'policies/b/Base.xml' },
    { policyId: 'B2C_1A_Leaf', file: 'policies/a/Leaf.xml' },
  ]);
  assert.deepEqual(flat.technicalProfiles.at(-1)?.protocol, { name: 'None' });
});

test('a chain that breaks off is flattened as far as it goes', async (t) => {
  const cwd = await writeFiles(t, { 'Leaf.xml': leaf, 'other/Other.xml': '<TrustFrameworkPolicy' });
  const { status, stdout } = run(cwd, 'Leaf.xml', '--json');
  assert.equal(status, 1);
  const flat = flattenedPolicy.parse(JSON.parse(stdout));
  const rules = flat.diagnostics.map(({ rule }) => rule);
  assert.ok(rules.includes('chain-missing-base'), rules.join());
  assert.ok(rules.includes('xml-not-well-formed'), 'what cannot be read may be the base');
  assert.deepEqual(
    flat.technicalProfiles.map(({ id }) => id),
    ['Own'],
  );
});

test('faults of policies beside the chain are not told', async (t) => {
  const broken = policyText({ id: 'B2C_1A_Broken', base: 'B2C_1A_Nobody' });
  const files = { 'Leaf.xml': leaf, 'Base.xml': base, 'Broken.xml': broken, 'Bad.xml': '<a' };
  const { status, stdout } = run(await writeFiles(t, files), 'Leaf.xml', '--json');
  assert.deepEqual([status, JSON.parse(stdout).diagnostics], [0, []]);
});

test('a file that is no policy gives its faults in the same shape', async (t) => {
  const { status, stdout } = run(
    await writeFiles(t, { 'Bad.xml': '<a><b></a>' }),
    'Bad.xml',
    '--json',
  );
  const flat = flattenedPolicy.parse(JSON.parse(stdout));
  assert.deepEqual(
    [status, flat.policyId, flat.diagnostics[0]?.rule],
    [1, null, 'xml-not-well-formed'],
  );
});

const mistakes = [
  { name: 'no argument', args: [], says: /missing required argument/ },
  { name: 'no such file', args: ['No.xml'], says: /There is no file "No\.xml"\./ },
  { name: 'a folder', args: ['policies'], says: /"policies" is a folder/ },
  {
    name: 'a misspelt id',
    args: ['B2C_1A_Lef'],
    says: /There is no policy "B2C_1A_Lef" in "policies"\. Did you mean "B2C_1A_Leaf"\?/,
  },
  {
    name: 'an id of two files',
    args: ['B2C_1A_Base'],
    says: /policies\/a\/Base\.xml\n.*policies\/b\/Base\.xml/,
  },
  {
    name: 'no such folder',
    args: ['B2C_1A_Leaf', '--policies', 'nowhere'],
    says: /There is no folder "nowhere"/,
  },
  {
    name: 'an environment without settings',
    args: ['B2C_1A_Leaf', '--env', 'Test'],
    says: /No appsettings\.json has an environment "Test"/,
  },
  {
    name: 'a file of another kind',
    args: ['notes.txt'],
    says: /its name does not end with "\.xml"/,
  },
];
for (const { name, args, says } of mistakes) {
  test(`wrong use ends with 2: ${name}`, async (t) => {
    const files = { 'a/Base.xml': base, 'b/Base.xml': base, 'a/Leaf.xml': leaf };
    const placed = Object.entries(files).map(([path, text]) => [`policies/${path}`, text]);
    const cwd = await writeFiles(t, { ...Object.fromEntries(placed), 'notes.txt': 'x' });
    const { status, stdout, stderr } = run(cwd, ...args);
    assert.match(stderr, says);
    assert.deepEqual([status, stdout], [2, '']);
  });
}

test('an environment replaces the tokens of a policy', async (t) => {
  const settings = {
    Environments: [{ Name: 'Test', PolicySettings: { Url: 'https://t.example' } }],
  };
  const text = policyText({
    id: 'B2C_1A_Leaf',
    technicalProfiles:
      '<TechnicalProfile Id="P"><Metadata><Item Key="U">{Settings:Url}/a</Item></Metadata></TechnicalProfile>',
  });
  const cwd = await writeFiles(t, {
    'policies/sub/Leaf.xml': text,
    'policies/appsettings.json': JSON.stringify(settings),
  });
  const { status, stdout } = run(cwd, 'policies/sub/Leaf.xml', '--env', 'test', '--json');
  assert.equal(status, 0);
  assert.equal(JSON.parse(stdout).technicalProfiles[0].metadata.U, 'https://t.example/a');
});

test('text is wrapped at spaces, and a word that is too long is cut', () => {
  for (const columns of [5, 8, 40]) {
    const text = 'a quite-long-word 言葉言葉言葉 and so on';
    const lines = wrap(text, columns);
    assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
    for (const line of lines) assert.ok(textWidth(line) <= columns, line);
  }
});
