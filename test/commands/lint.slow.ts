import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with {
  type: 'json',
};
import Ajv from 'ajv';
import draft04 from 'ajv/lib/refs/json-schema-draft-04.json' with { type: 'json' };
import { examplePolicy } from '../support/example-policy.ts';
import { faultyPolicies, faultyText, lineOf, lint, soundText } from '../support/faulty-policy.ts';
import { writeFiles } from '../support/policy-text.ts';

test('a sound policy exits 0', async (t) => {
  const cwd = await writeFiles(t, { 'policies/Sound.xml': soundText });
  const { status, stdout } = lint(cwd);
  assert.equal(stdout, 'No findings in 1 policy.\n');
  assert.equal(status, 0);
});

test('findings are grouped by file and technical profile, and counted', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const { status, stdout } = lint(cwd);
  const [file, profile, first] = stdout.split('\n');
  assert.equal(file, 'policies/Faulty.xml');
  assert.equal(profile, '  technical profile "REST-GetMembership"');
  const place = `${lineOf(faultyText, 'SendClaimsIn')}:1`;
  assert.match(
    first ?? '',
    new RegExp(`^    ${place} +warning +"SendClaimsIn" .* dup-metadata-key$`),
  );
  assert.match(stdout, /why: There is no default to use/);
  assert.match(stdout, /\n1 error, 1 warning in 1 policy\.\n1 of them is fixed by --fix\.\n$/);
  assert.ok(!stdout.includes('\u001b'));
  assert.equal(status, 1);
});

test('JSON tells every finding and their numbers', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const { status, stdout } = lint(cwd, '--json');
  const { diagnostics, errors, warnings, notices } = JSON.parse(stdout);
  assert.deepEqual([errors, warnings, notices], [1, 1, 0]);
  assert.deepEqual(
    diagnostics.map((each: Record<string, unknown>) => [each['rule'], each['isFixable']]),
    [
      ['dup-metadata-key', true],
      ['default-always-without-value', undefined],
    ],
  );
  assert.equal(status, 1);
});

test('SARIF names the rules, and points at them', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const log = JSON.parse(lint(cwd, '--format', 'sarif').stdout);
  const ajv = new Ajv({ meta: false, schemaId: 'auto', unknownFormats: 'ignore' });
  ajv.addMetaSchema(draft04);
  assert.ok(ajv.validate(sarifSchema, log), ajv.errorsText());
  const [{ tool, results }] = log.runs;
  assert.equal(log.version, '2.1.0');
  const [result] = results;
  assert.equal(tool.driver.rules[result.ruleIndex].id, 'dup-metadata-key');
  const { artifactLocation, region } = result.locations[0].physicalLocation;
  assert.equal(artifactLocation.uri, 'policies/Faulty.xml');
  assert.deepEqual(region, { startLine: lineOf(faultyText, 'SendClaimsIn'), startColumn: 1 });
});

test('GitHub gets one annotation a finding', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const lines = lint(cwd, '--format', 'github').stdout.trimEnd().split('\n');
  assert.equal(lines.length, 2);
  const line = lineOf(faultyText, 'SendClaimsIn');
  const head = `::warning file=policies/Faulty.xml,line=${line},col=1,title=dup-metadata-key::`;
  assert.ok(lines[0]?.startsWith(head), lines[0]);
  assert.match(lines[0] ?? '', /%0A/);
});

test('--rule turns rules off and changes what they weigh', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const { status, stdout } = lint(
    cwd,
    '--rule',
    'default-always-without-value=off',
    '--rule',
    'dup-metadata-key=notice',
  );
  assert.match(stdout, /\n1 notice in 1 policy\.\n/);
  assert.equal(status, 0);
});

test('more warnings than allowed exit 1', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const off = ['--rule', 'default-always-without-value=off'];
  assert.equal(lint(cwd, ...off).status, 0);
  assert.equal(lint(cwd, ...off, '--max-warnings', '1').status, 0);
  assert.equal(lint(cwd, ...off, '--max-warnings', '0').status, 1);
});

test('a baseline accepts what is there, whatever its line, and nothing else', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  const first = lint(cwd, '--baseline', 'baseline.json');
  assert.match(first.stdout, /Wrote "baseline.json" with 2 findings/);
  assert.equal(first.status, 0);
  const path = join(cwd, 'policies/Faulty.xml');
  writeFileSync(path, faultyText.replace('<BuildingBlocks>', '\n\n<BuildingBlocks>'));
  const second = lint(cwd, '--baseline', 'baseline.json');
  assert.match(second.stdout, /No findings in 1 policy\.\n2 more are in the baseline\./);
  assert.equal(second.status, 0);
  const item = '<Item Key="SendClaimsIn">Body</Item>';
  writeFileSync(path, faultyText.replace(item, `${item}\n${item}`));
  const third = lint(cwd, '--baseline', 'baseline.json', '--max-warnings', '0');
  assert.match(third.stdout, /\n1 warning in 1 policy\./);
  assert.equal(third.status, 1);
  writeFileSync(path, soundText);
  assert.match(lint(cwd, '--baseline', 'baseline.json').stdout, /2 of 2 findings .* are gone/);
});

test('a comment waves the next line through, if it says why', async (t) => {
  const claim = '<InputClaim ClaimTypeReferenceId="email" AlwaysUseDefaultValue';
  const comment = '<!-- countersign-disable-next-line default-always-without-value';
  const cwd = await writeFiles(t, {
    'policies/Faulty.xml': faultyText.replace(claim, `${comment}: tried -> works -->\n\n${claim}`),
  });
  assert.match(lint(cwd).stdout, /\n1 warning in 1 policy\.\n/);
  writeFileSync(
    join(cwd, 'policies/Faulty.xml'),
    faultyText.replace(claim, `${comment} -->\n${claim}`),
  );
  const { stdout } = lint(cwd);
  assert.match(stdout, /gives no reason to disable "default-always-without-value"/);
  assert.match(stdout, /\n2 warnings in 1 policy\.\n/);
});

test('only what is asked about is reported; bases may lie elsewhere', async (t) => {
  const files = examplePolicy({
    'Base.xml': '<Item Key="SendClaimsIn">Body</Item>\n<Item Key="SendClaimsIn">Body</Item>',
    'SignUp.xml': '<TrustFrameworkPolicy PublicPolicyUri="http://elsewhere" />',
  });
  const [base, leaf] = files.map(({ text: content }) => content);
  const cwd = await writeFiles(t, { 'base/Base.xml': base ?? '', 'own/SignUp.xml': leaf ?? '' });
  const rulesOf = (...args: string[]) =>
    JSON.parse(lint(cwd, '--json', ...args).stdout).diagnostics.map(
      ({ rule }: { rule: string }) => rule,
    );
  assert.deepEqual(rulesOf('own/SignUp.xml', '--policies', 'base'), ['doc-public-uri']);
  assert.deepEqual(rulesOf('own', '--policies', 'base'), ['doc-public-uri']);
  assert.deepEqual(rulesOf('own', 'base'), ['dup-metadata-key', 'doc-public-uri']);
  assert.deepEqual(rulesOf('own'), ['doc-public-uri', 'chain-missing-base']);
});

const misuses = [
  { name: 'a path that is not there', args: ['nowhere'], message: /no file or folder "nowhere"/ },
  { name: 'a folder without a policy', args: ['empty'], message: /no policy in "empty"/ },
  { name: 'an unknown rule', args: ['--rule', 'dup-ids=off'], message: /Did you mean "dup-id"/ },
  { name: 'an unknown severity', args: ['--rule', 'dup-id=fatal'], message: /off\|notice/ },
  { name: 'an unknown format', args: ['--format', 'xml'], message: /pretty, json, sarif, github/ },
  { name: 'a number that is none', args: ['--max-warnings', 'many'], message: /whole number/ },
  {
    name: 'a baseline that is none',
    args: ['--baseline', 'policies/Faulty.xml'],
    message: /no baseline/,
  },
];
for (const { name, args, message } of misuses) {
  test(`${name} exits 2`, async (t) => {
    const cwd = await writeFiles(t, { ...faultyPolicies, 'empty/README.md': '' });
    const { status, stderr } = lint(cwd, ...args);
    assert.match(stderr, message);
    assert.equal(status, 2);
  });
}

test('what lint writes is what it reads', async (t) => {
  const cwd = await writeFiles(t, faultyPolicies);
  lint(cwd, '--baseline', 'baseline.json');
  const { findings } = JSON.parse(readFileSync(join(cwd, 'baseline.json'), 'utf8'));
  assert.deepEqual(Object.keys(findings[0]), ['rule', 'file', 'message']);
});
