import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalTenant } from '../../emulator/local-tenant.ts';
import {
  answerOf,
  exchange,
  handlers,
  type JourneyParts,
  journeyPolicy,
  sendClaims,
  startTest,
  tenantOf,
} from '../support/emulated-tenant.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';
import { always, profile } from '../support/profile-text.ts';

const subtraction = '^[a-z-[aeiou]]+$';
const pattern = (expression: string) =>
  `<ClaimType Id="name"><DisplayName>name</DisplayName><DataType>string</DataType><UserInputType>TextBox</UserInputType><Restriction><Pattern RegularExpression="${expression}" HelpText="No vowels." /></Restriction></ClaimType>`;
const predicate = `<ClaimType Id="name"><DisplayName>name</DisplayName><DataType>string</DataType><UserInputType>TextBox</UserInputType><PredicateValidationReference Id="Consonants" /></ClaimType>`;
const predicates = `<Predicates><Predicate Id="NoVowels" Method="MatchesRegex" HelpText="No vowels."><Parameters><Parameter Id="RegularExpression">${subtraction}</Parameter></Parameters></Predicate></Predicates><PredicateValidations><PredicateValidation Id="Consonants"><PredicateGroups><PredicateGroup Id="All"><PredicateReferences><PredicateReference Id="NoVowels" /></PredicateReferences></PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>`;
const matching = `<ClaimsTransformation Id="Match" TransformationMethod="SetClaimsIfRegexMatch"><InputClaims><InputClaim ClaimTypeReferenceId="name" TransformationClaimType="claimToMatch" /></InputClaims><InputParameters><InputParameter Id="matchTo" DataType="string" Value="${subtraction}" /></InputParameters><OutputClaims><OutputClaim ClaimTypeReferenceId="isMatch" TransformationClaimType="regexCompareResultClaim" /></OutputClaims></ClaimsTransformation>`;

const page = profile({ id: 'Page', handler: 'selfAsserted', outputClaims: ['name'] });
const isMatch = { isMatch: 'boolean' };
const expressionReason = '"[a-z-[aeiou]" of its regular expression cannot be run outside .NET.';

interface Case {
  readonly name: string;
  readonly parts: JourneyParts;
  readonly part: { readonly element: string; readonly reason: string };
  /** What the journey that reaches it comes to, after a submission where it has a page. */
  readonly stops: RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'a protocol that nobody documents',
    parts: {
      claims: isMatch,
      technicalProfiles: profile({ id: 'Old', handler: '<Protocol Name="WsFed" />' }),
      steps: exchange(1, 'Old') + sendClaims(2),
    },
    part: {
      element: 'technical profile "Old"',
      reason: 'The emulator does not know its Protocol "WsFed".',
    },
    stops:
      /^no code: The technical profile "Old" \(.*B2C_1A_Test\.xml:\d+:\d+\) cannot be run\. The emulator/,
  },
  {
    name: 'a step that nobody documents',
    parts: {
      claims: isMatch,
      steps: `<OrchestrationStep Order="1" Type="ConsentScreen" />${sendClaims(2)}`,
    },
    part: {
      element: 'orchestration step 1 of the type "ConsentScreen"',
      reason: 'B2C documents no behavior of this type, and no policy that we know uses it.',
    },
    stops: /^no code: Step 1 \(.*B2C_1A_Test\.xml:\d+:\d+\) is of the type "ConsentScreen"/,
  },
  {
    name: 'a pattern',
    parts: {
      claims: { name: pattern(subtraction) },
      technicalProfiles: page,
      steps: exchange(1, 'Page') + sendClaims(2),
    },
    part: { element: 'The pattern of "name"', reason: expressionReason },
    stops: /^no code: The pattern of "name" \(.*:\d+:\d+\) cannot be run\./,
  },
  {
    name: 'a predicate',
    parts: {
      claims: { name: predicate },
      buildingBlocks: predicates,
      technicalProfiles: page,
      steps: exchange(1, 'Page') + sendClaims(2),
    },
    part: { element: 'The predicate "NoVowels"', reason: expressionReason },
    stops: /^no code: The predicate "NoVowels" \(.*:\d+:\d+\) cannot be run\./,
  },
  {
    name: 'SetClaimsIfRegexMatch',
    parts: {
      claims: { name: 'string', ...isMatch },
      transformations: matching,
      technicalProfiles: profile({
        ...{ id: 'It', outputClaims: [always('name', 'xyz')] },
        outputClaimsTransformations: ['Match'],
      }),
      steps: exchange(1, 'It') + sendClaims(2),
    },
    part: { element: 'The claims transformation "Match"', reason: expressionReason },
    stops: /has what only \.NET knows/,
  },
];

const old = profile({ id: 'Old', handler: '<Protocol Name="WsFed" />' });
const oldPart: Case['part'] = {
  element: 'technical profile "Old"',
  reason: 'The emulator does not know its Protocol "WsFed".',
};
const oldStops =
  /^no code: The technical profile "Old" \(.*:\d+:\d+\) cannot be run\. The emulator/;

const called: readonly Case[] = [
  {
    name: 'a validation technical profile, ContinueOnError or not',
    parts: {
      claims: { name: pattern('.*') },
      technicalProfiles:
        old +
        profile({
          ...{ id: 'Page', handler: 'selfAsserted', outputClaims: ['name'] },
          validations: ['<ValidationTechnicalProfile ReferenceId="Old" ContinueOnError="true" />'],
        }),
      steps: exchange(1, 'Page') + sendClaims(2),
    },
    part: oldPart,
    stops: oldStops,
  },
  {
    name: 'a session technical profile',
    parts: {
      claims: { name: 'string' },
      technicalProfiles: old + profile({ id: 'It', outputClaims: ['name'], session: 'Old' }),
      steps: exchange(1, 'It') + sendClaims(2),
    },
    part: oldPart,
    stops: oldStops,
  },
];

for (const { name, parts, part, stops } of [...cases, ...called]) {
  test(`what cannot be run is said at load, and stops the journey that reaches it: ${name}`, async (t) => {
    const tenant = await tenantOf(t, parts);
    const [found, ...others] = tenant.policies.policies()[0]?.unsupported ?? [];
    const { position, ...said } = found ?? {};
    assert.deepEqual(said, part);
    assert.ok(position?.file.endsWith('B2C_1A_Test.xml') && position.line > 1);
    assert.deepEqual(others, []);
    const { stop } = await startTest(tenant);
    const end =
      stop.kind === 'page' ? await stop.resume({ kind: 'submit', claims: { name: 'xyz' } }) : stop;
    assert.match(String(answerOf({ stop: end })), stops);
  });
}

test('what is translated is not reported', async (t) => {
  const parts = {
    claims: { name: pattern('\\A[a-z]+\\Z') },
    technicalProfiles: page,
    steps: exchange(1, 'Page') + sendClaims(2),
  };
  const tenant = await tenantOf(t, parts);
  assert.deepEqual(tenant.policies.policies()[0]?.unsupported, []);
});

const ignoredProfile = [
  '<TechnicalProfile Id="It"><DisplayName>It</DisplayName>',
  handlers.claimsTransformation,
  '<SubjectAuthenticationRequirements TimeToLive="5" ResetExpiryWhenTokenIssued="false" />',
  '<InputClaims><InputClaim ClaimTypeReferenceId="name"><From TechnicalProfileReferenceId="Other" /></InputClaim></InputClaims>',
  '<PersistedClaims><PersistedClaim ClaimTypeReferenceId="mark" OverwriteIfExists="true" /><PersistedClaim ClaimTypeReferenceId="name" OverwriteIfExists="false" /></PersistedClaims>',
  '<OutputClaims><OutputClaim ClaimTypeReferenceId="mark" DefaultValue="ran" /></OutputClaims>',
  '</TechnicalProfile>',
].join('\n');

const subJourney = (id: string) =>
  `<SubJourney Id="${id}" Type="Call"><OrchestrationSteps>${exchange(1, 'It')}</OrchestrationSteps></SubJourney>`;

test('what nobody documents is said at load, and the journey goes on without it', async (t) => {
  const tenant = await tenantOf(t, {
    claims: { name: 'string', mark: 'string' },
    technicalProfiles: ignoredProfile,
    steps: `${exchange(1, 'It')}
      <OrchestrationStep Order="2" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Sub" /><Candidate SubJourneyReferenceId="Other" /></JourneyList></OrchestrationStep>
      ${sendClaims(3)}`,
    subJourneys: ['Sub', 'Other'].map(subJourney).join(''),
    behaviors: '<UserJourneyBehaviors><OnError Mode="DisplayInService" /></UserJourneyBehaviors>',
  });
  const [loaded] = tenant.policies.policies();
  const { ignored = [], unsupported } = loaded ?? {};
  const [first] = ignored;
  assert.match(first?.position.file ?? '', /B2C_1A_Test\.xml$/);
  assert.deepEqual(
    ignored.map(({ element }) => element),
    [
      'SubjectAuthenticationRequirements of the technical profile "It"',
      'From of the claim "name" in the technical profile "It"',
      'OverwriteIfExists of the claim "name" in the technical profile "It"',
      'OnError Mode="DisplayInService" of the relying party',
      'Candidate "Other" in the JourneyList of step 2',
    ],
  );
  const [, from, overwrite] = ignored.map(
    ({ position }) => position.line - (first?.position.line ?? 0),
  );
  assert.deepEqual([from, overwrite], [1, 2]);
  assert.deepEqual(unsupported, []);
  assert.deepEqual(answerOf(await startTest(tenant)), { mark: 'ran' });
});

const relyingParties = [
  {
    name: 'no journey',
    from: '<DefaultUserJourney ReferenceId="Test" />',
    to: '',
    at: '<RelyingParty>',
    reason: 'It names no DefaultUserJourney.',
  },
  {
    name: 'a journey that nobody declares',
    from: 'ReferenceId="Test"',
    to: 'ReferenceId="Tset"',
    at: '<DefaultUserJourney',
    reason: 'No policy declares its user journey "Tset".',
  },
];

for (const { name, from, to, at, reason } of relyingParties) {
  test(`a relying party with ${name} is told at load`, async (t) => {
    const text = policyText(journeyPolicy({ claims: isMatch, steps: sendClaims(1) }));
    const wrong = text.replace(from, to);
    const folder = await writeFiles(t, { 'Test.xml': wrong });
    const tenant = await openLocalTenant({ folders: [folder] });
    const [found, more] = tenant.policies.find('B2C_1A_Test')?.unsupported ?? [];
    assert.deepEqual([found?.element, found?.reason, more], ['relying party', reason, undefined]);
    const { line = 0, column = 0 } = found?.position ?? {};
    assert.ok(
      wrong
        .split('\n')
        [line - 1]?.slice(column - 1)
        .startsWith(at),
    );
  });
}
