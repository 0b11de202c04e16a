import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { readConfiguration } from '../../compiler/configuration.ts';
import { backendOf } from '../support/generated-policies.ts';

const restricted = (pattern: string) =>
  `<DataType>string</DataType><Restriction><Pattern RegularExpression="${pattern}" /></Restriction>`;
const predicated = '<DataType>string</DataType><PredicateValidationReference Id="Validation" />';

function predicate(method: string, parameter: string, value: string): string {
  const parameters = `<Parameters><Parameter Id="${parameter}">${value}</Parameter></Parameters>`;
  const references = '<PredicateReferences><PredicateReference Id="Rule" /></PredicateReferences>';
  const group = `<PredicateGroup Id="group">${references}</PredicateGroup>`;
  return `<Predicates><Predicate Id="Rule" Method="${method}">${parameters}</Predicate></Predicates>
    <PredicateValidations><PredicateValidation Id="Validation"><PredicateGroups>${group}</PredicateGroups></PredicateValidation></PredicateValidations>`;
}

/** What generating says of a profile that sends one claim and enforces, or observes, its rules. */
async function diagnose(
  t: TestContext,
  { claim, buildingBlocks = '' }: { claim: string; buildingBlocks?: string },
  validation: 'observe' | 'enforce',
): Promise<string[]> {
  const json = JSON.stringify({ profiles: { 'REST-Check': { validation } } });
  const { configuration } = readConfiguration('countersign.json', json);
  const profile = {
    id: 'REST-Check',
    metadata: { ServiceUrl: 'https://api.example.com/api/check' },
    input: '<InputClaim ClaimTypeReferenceId="email" />',
  };
  const policy = { claims: { email: claim }, buildingBlocks, profiles: [profile] };
  const { diagnostics } = await backendOf(t, [policy], { configuration });
  return diagnostics.map(({ severity, rule, message }) => `${severity} ${rule}: ${message}`);
}

const unsupported =
  'warning claim-pattern-unsupported: The pattern of "email" has "\\G", which JavaScript does not know.';
const notEnforced =
  'error claim-rule-not-enforced: "REST-Check" cannot enforce every rule of its InputClaim "email": JavaScript cannot run one of them.';

test('a pattern that JavaScript cannot run is a warning, and an error where it is to be enforced', async (t) => {
  const claim = restricted(String.raw`\Ga`);
  assert.deepEqual(await diagnose(t, { claim }, 'observe'), [unsupported]);
  assert.deepEqual((await diagnose(t, { claim }, 'enforce')).toSorted(), [
    notEnforced,
    unsupported,
  ]);
  assert.deepEqual(await diagnose(t, { claim: restricted('^a$') }, 'enforce'), []);
});

test('so is a predicate', async (t) => {
  const claim = predicated;
  const runnable = predicate('MatchesRegex', 'RegularExpression', '^a$');
  const unrunnable = predicate('MatchesRegex', 'RegularExpression', String.raw`\Ga`);
  assert.deepEqual(await diagnose(t, { claim, buildingBlocks: runnable }, 'enforce'), []);
  assert.deepEqual(
    (await diagnose(t, { claim, buildingBlocks: unrunnable }, 'enforce')).toSorted(),
    [
      notEnforced,
      'warning claim-pattern-unsupported: The predicate "Rule" has "\\G", which JavaScript does not know.',
    ],
  );
});

test('a range of characters that ends before it begins is a warning', async (t) => {
  const ranges = (set: string) =>
    diagnose(
      t,
      { claim: predicated, buildingBlocks: predicate('IncludesCharacters', 'CharacterSet', set) },
      'enforce',
    );
  assert.deepEqual(await ranges('!@#$%^*()_-+='), [
    'warning claim-character-range: The predicate "Rule" has "_-+" in its CharacterSet, which ends before it begins.',
  ]);
  assert.deepEqual(await ranges(String.raw`a-z_\-+`), []);
});
