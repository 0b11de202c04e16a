import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sortDiagnostics } from '../../compiler/diagnostic.ts';
import { chainOf, type PolicySet, readPolicySet } from '../../compiler/policy-set.ts';
import {
  brief,
  type PolicyParts,
  policySetOf,
  policyText,
  writeFiles,
} from '../support/policy-text.ts';

const relyingParty = '<DefaultUserJourney ReferenceId="j" />';

function chainIds(set: PolicySet, id: string): string[] {
  const policy = set.policies.find(({ policyId }) => policyId === id);
  assert.ok(policy);
  return chainOf(set, policy).map(({ policyId }) => policyId);
}

function files(policies: Readonly<Record<string, Omit<PolicyParts, 'id'> & { id?: string }>>) {
  const texts = Object.entries(policies).map(([path, parts]) => {
    const id = parts.id ?? path.split('/').at(-1)?.replace('.xml', '') ?? '';
    return [path, policyText({ ...parts, id })];
  });
  return Object.fromEntries(texts) as Record<string, string>;
}

test('a chain runs from the root base policy to the relying party, whatever the case of its ids', async (t) => {
  const set = await policySetOf(t, [
    { id: 'Rp', base: 'EXT', relyingParty },
    { id: 'Ext', base: 'base' },
    { id: 'Base' },
  ]);
  assert.deepEqual(set.diagnostics, []);
  assert.deepEqual(chainIds(set, 'Rp'), ['Base', 'Ext', 'Rp']);
  assert.deepEqual(
    set.leaves.map(({ policyId }) => policyId),
    ['Rp'],
  );
});

test('a relying party that another one is based on is a leaf too', async (t) => {
  const set = await policySetOf(t, [
    { id: 'A', relyingParty },
    { id: 'B', base: 'A', relyingParty },
  ]);
  assert.deepEqual(
    set.leaves.map(({ policyId }) => policyId),
    ['A', 'B'],
  );
});

test('without relying parties the leaves are those that nobody is based on', async (t) => {
  const set = await policySetOf(t, [{ id: 'A' }, { id: 'B', base: 'A' }, { id: 'C' }]);
  assert.deepEqual(
    set.leaves.map(({ policyId }) => policyId),
    ['B', 'C'],
  );
});

test('a base is looked for beside the file, then where it is nearest', async (t) => {
  const folder = await writeFiles(
    t,
    files({
      'one/Rp.xml': { base: 'Base', relyingParty },
      'one/Base.xml': { base: 'Root' },
      'two/Base.xml': {},
      'two/deep/Root.xml': {},
      'one/deep/Root.xml': {},
    }),
  );
  const set = readPolicySet({ folders: [folder] });
  assert.deepEqual(set.diagnostics, []);
  const [root, base] = chainOf(set, set.leaves[0] ?? assert.fail());
  assert.match(root?.position.file ?? '', /one\/deep\/Root\.xml$/);
  assert.match(base?.position.file ?? '', /one\/Base\.xml$/);
});

test('of equally near bases the one in the folder given first is taken', async (t) => {
  const folder = await writeFiles(
    t,
    files({ 'a/Rp.xml': { base: 'Base', relyingParty }, 'b/Base.xml': {}, 'c/Base.xml': {} }),
  );
  for (const [first, second] of [
    ['b', 'c'],
    ['c', 'b'],
  ] as const) {
    const set = readPolicySet({ folders: ['a', first, second].map((name) => `${folder}/${name}`) });
    assert.deepEqual(set.diagnostics, []);
    const [base] = chainOf(set, set.leaves[0] ?? assert.fail());
    assert.match(base?.position.file ?? '', new RegExp(`/${first}/Base\\.xml$`));
  }
});

test('equally near bases in one folder are a warning that names both', async (t) => {
  const folder = await writeFiles(
    t,
    files({ 'a/Rp.xml': { base: 'Base', relyingParty }, 'b/Base.xml': {}, 'c/Base.xml': {} }),
  );
  const [warning] = readPolicySet({ folders: [folder] }).diagnostics;
  assert.equal(warning?.rule, 'chain-ambiguous-base');
  assert.equal(warning.severity, 'warning');
  assert.match(warning.message, /\/b\/Base\.xml" and ".*\/c\/Base\.xml"; the first is taken\.$/);
});

const faults: { name: string; policies: PolicyParts[]; says: string[] }[] = [
  {
    name: 'a base that is missing',
    policies: [{ id: 'Rp', base: 'B2C_1A_Bsae' }, { id: 'B2C_1A_Base' }],
    says: ['chain-missing-base 2:1 There is no policy "B2C_1A_Bsae". Did you mean "B2C_1A_Base"?'],
  },
  {
    name: 'a circle, once',
    policies: [
      { id: 'A', base: 'C' },
      { id: 'B', base: 'A' },
      { id: 'C', base: 'B' },
      { id: 'D', base: 'C' },
    ],
    says: ['chain-cycle 2:1 The base policies form a circle: "A" → "C" → "B" → "A".'],
  },
  {
    name: 'a policy that is its own base',
    policies: [{ id: 'A', base: 'a' }],
    says: ['chain-cycle 2:1 The base policies form a circle: "A" → "A".'],
  },
  {
    name: 'an eleventh level, and not those above it',
    policies: Array.from({ length: 13 }, (_, index) => ({
      id: `L${index + 1}`,
      ...(index > 0 && { base: `L${index}` }),
    })),
    says: ['chain-too-deep 2:1 "L11" is level 11 of its chain.'],
  },
];
for (const { name, policies, says } of faults) {
  test(`chains: ${name}`, async (t) => {
    const set = await policySetOf(t, policies);
    assert.deepEqual(sortDiagnostics(set.diagnostics).map(brief), says);
    for (const policy of set.policies) assert.ok(chainOf(set, policy).length <= policies.length);
  });
}

test('a policy id twice in one folder is a fault, in two folders it is not', async (t) => {
  const folder = await writeFiles(
    t,
    files({
      'a/One.xml': { id: 'Same' },
      'a/Two.xml': { id: 'SAME' },
      'b/One.xml': { id: 'Same' },
    }),
  );
  const [fault, ...others] = readPolicySet({ folders: [folder] }).diagnostics;
  assert.deepEqual(others, []);
  assert.match(fault?.message ?? '', /^The policy "SAME" is in ".*\/a\/One\.xml" too\.$/);
  assert.match(fault?.position.file ?? '', /\/a\/Two\.xml$/);
});

test('who is based on a file that cannot be read is not blamed for it', async (t) => {
  const folder = await writeFiles(t, {
    'Base.xml': `${policyText({ id: 'Base' })}<`,
    'Rp.xml': policyText({ id: 'Rp', base: 'Base', relyingParty }),
  });
  const set = readPolicySet({ folders: [folder] });
  assert.deepEqual(
    set.diagnostics.map(({ rule }) => rule),
    ['xml-not-well-formed'],
  );
  assert.deepEqual(chainIds(set, 'Rp'), ['Rp']);
});

const sets: { name: string; files: Record<string, string>; isWhole: boolean }[] = [
  { name: 'base and relying party', files: {}, isWhole: true },
  { name: 'a file that is no policy', files: { 'pom.xml': '<project/>' }, isWhole: true },
  { name: 'a missing base', files: files({ 'Other.xml': { base: 'Nobody' } }), isWhole: false },
  { name: 'a broken file', files: { 'Broken.xml': '<' }, isWhole: false },
  {
    name: 'a broken policy',
    files: { 'Broken.xml': `${policyText({ id: 'Broken' })}<` },
    isWhole: false,
  },
  { name: 'a circle', files: files({ 'Loop.xml': { base: 'Loop' } }), isWhole: false },
];
for (const { name, files: others, isWhole } of sets) {
  test(`whether a set is whole: ${name}`, async (t) => {
    const sound = files({ 'Base.xml': {}, 'Rp.xml': { base: 'Base', relyingParty } });
    const folder = await writeFiles(t, { ...sound, ...others });
    assert.equal(readPolicySet({ folders: [folder] }).isWhole, isWhole);
  });
}
