import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Diagnostic } from '../../compiler/diagnostic.ts';
import { examplePolicy } from '../support/example-policy.ts';
import { faultyPolicies, faultyText, lineOf, lint, soundText } from '../support/faulty-policy.ts';
import { writeFiles } from '../support/policy-text.ts';

const twice = '<Item Key="SendClaimsIn">Body</Item>\n'.repeat(2);

test('--fix corrects what it can, says so, and leaves the rest', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const { status, stdout } = lint(cwd, '--fix');
  assert.match(stdout, /\n1 error in 1 policy\.\nFixed 1 finding in 1 file\.\n$/);
  assert.equal(status, 1);
  const fixed = readFileSync(join(cwd, 'policies/Faulty.xml'), 'utf8');
  assert.equal(fixed, faultyText.replace(twice, twice.slice(0, twice.length / 2)));
  assert.match(lint(cwd, '--fix').stdout, /\nNothing to fix\.\n$/);
});

test('--fix tells programs what it corrected, where that stood', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const { fixed, warnings } = JSON.parse(lint(cwd, '--fix', '--json').stdout);
  const places = fixed.map(({ rule, position }: Diagnostic) => [rule, position.line]);
  assert.deepEqual(places, [['dup-metadata-key', lineOf(faultyText, 'SendClaimsIn')]]);
  assert.equal(warnings, 0);
  assert.match(lint(cwd, '--fix', '--format', 'github').stderr, /^Nothing to fix\.\n$/);
});

const untouched = [
  { name: 'a rule that is off', args: ['--rule', 'dup-metadata-key=off'], files: {} },
  { name: 'what was not asked about', args: ['own', '--policies', 'policies'], files: {} },
  { name: 'what the baseline accepts', args: ['--baseline', 'baseline.json'], files: {} },
  {
    name: 'what a comment waves through',
    args: [],
    files: {
      'policies/Faulty.xml': faultyText.replace(
        twice,
        twice.replace('\n', '\n<!-- countersign-disable-next-line dup-metadata-key: kept -->\n'),
      ),
    },
  },
];
for (const { name, args, files } of untouched) {
  test(`--fix leaves ${name} as it is`, async (t) => {
    const all = { ...faultyPolicies, 'own/Own.xml': soundText, ...files };
    const cwd = await writeFiles(t, all);
    lint(cwd, '--baseline', 'baseline.json');
    const { stderr } = lint(cwd, '--fix', '--format', 'github', ...args);
    assert.equal(stderr, 'Nothing to fix.\n');
    const left = readFileSync(join(cwd, 'policies/Faulty.xml'), 'utf8');
    assert.equal(left, all['policies/Faulty.xml']);
  });
}

test('--fix corrects what generating finds too', async (t) => {
  const [rest] = examplePolicy(
    [
      '<Item Key="SendClaimsIn">body</Item>',
      '<Item Key="resolveJsonPathsInJsonTokens">true</Item>',
      '<Item Key="IncludeClaimResolvingInClaimsHandling">true</Item>',
      '<InputClaim ClaimTypeReferenceId="displayName" DefaultValue="{Context:CorrelationId}" />',
    ].join('\n'),
  );
  const cwd = await writeFiles(t, { 'policies/Rest.xml': rest?.text ?? '' });
  const { fixed } = JSON.parse(lint(cwd, '--fix', '--json').stdout);
  const found = fixed.map(({ rule }: Diagnostic) => rule);
  const metadata = 'rest-metadata-case';
  assert.deepEqual(found.toSorted(), ['rest-claim-resolver', metadata, metadata]);
  const now = readFileSync(join(cwd, 'policies/Rest.xml'), 'utf8');
  assert.ok(now.includes('<Item Key="SendClaimsIn">Body</Item>'));
  assert.ok(now.includes('<Item Key="ResolveJsonPathsInJsonTokens">true</Item>'));
  assert.ok(now.includes('"{Context:CorrelationId}" AlwaysUseDefaultValue="true" />'));
});
