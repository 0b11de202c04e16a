import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  answerOf,
  exchange,
  handlers,
  type JourneyParts,
  sendClaims,
  skipIf,
  startTest,
  tenantOf,
} from '../support/emulated-tenant.ts';

/** A technical profile that gives claims their values: id → DefaultValue. */
function setting(id: string, values: Readonly<Record<string, string>>, more = ''): string {
  const claims = Object.entries(values).map(
    ([claim, value]) => `<OutputClaim ClaimTypeReferenceId="${claim}" DefaultValue="${value}" />`,
  );
  return `<TechnicalProfile Id="${id}"><DisplayName>${id}</DisplayName>${handlers.claimsTransformation}${more}<OutputClaims>${claims.join('')}</OutputClaims></TechnicalProfile>`;
}

const claims = { a: 'string', b: 'string', isNew: 'boolean', roles: 'stringCollection' };

interface Case extends Partial<JourneyParts> {
  readonly name: string;
  readonly answer?: readonly string[];
  readonly gives: unknown;
}

const call = (order: number, subJourney: string) =>
  `<OrchestrationStep Order="${order}" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="${subJourney}" /></JourneyList></OrchestrationStep>`;
const subJourney = (id: string, type: string, steps: string) =>
  `<SubJourney Id="${id}" Type="${type}"><OrchestrationSteps>${steps}</OrchestrationSteps></SubJourney>`;

const cases: readonly Case[] = [
  {
    name: 'runs its steps in order',
    technicalProfiles: setting('One', { a: '1' }) + setting('Two', { b: '2' }),
    steps: exchange(1, 'One') + exchange(2, 'Two') + sendClaims(3),
    gives: { a: '1', b: '2' },
  },
  {
    name: 'skips a step whose claim exists',
    technicalProfiles: setting('One', { a: '1' }) + setting('Two', { b: '2' }),
    steps:
      exchange(1, 'One') + exchange(2, 'Two', skipIf('ClaimsExist', true, 'a')) + sendClaims(3),
    gives: { a: '1' },
  },
  {
    name: 'skips a step whose claim does not exist',
    technicalProfiles: setting('Two', { b: '2' }),
    steps: exchange(1, 'Two', skipIf('ClaimsExist', false, 'a')) + sendClaims(2),
    gives: {},
  },
  {
    name: 'compares text with its case',
    technicalProfiles: setting('One', { a: 'Yes' }) + setting('Two', { b: '2' }),
    steps:
      exchange(1, 'One') +
      exchange(2, 'Two', skipIf('ClaimEquals', true, 'a', 'yes')) +
      sendClaims(3),
    gives: { a: 'Yes', b: '2' },
  },
  {
    name: 'compares a boolean as True',
    technicalProfiles: setting('One', { isNew: 'true' }) + setting('Two', { b: '2' }),
    steps:
      exchange(1, 'One') +
      exchange(2, 'Two', skipIf('ClaimEquals', true, 'isNew', 'True')) +
      sendClaims(3),
    gives: { isNew: true },
  },
  {
    name: 'ignores ClaimEquals of an absent claim',
    technicalProfiles: setting('Two', { b: '2' }),
    steps: exchange(1, 'Two', skipIf('ClaimEquals', false, 'a', 'x')) + sendClaims(2),
    gives: { b: '2' },
  },
  {
    name: 'skips for the second of two preconditions',
    technicalProfiles: setting('One', { a: '1' }) + setting('Two', { b: '2' }),
    steps:
      exchange(1, 'One') +
      exchange(2, 'Two', skipIf('ClaimsExist', true, 'b') + skipIf('ClaimsExist', true, 'a')) +
      sendClaims(3),
    gives: { a: '1' },
  },
  {
    name: 'skips a step whose only technical profile is never enabled',
    technicalProfiles: `<TechnicalProfile Id="Two"><DisplayName>Two</DisplayName>${handlers.claimsTransformation}<OutputClaims><OutputClaim ClaimTypeReferenceId="b" DefaultValue="2" /></OutputClaims><EnabledForUserJourneys>Never</EnabledForUserJourneys></TechnicalProfile>`,
    steps: exchange(1, 'Two') + sendClaims(2),
    gives: {},
  },
  {
    name: 'drops a claim that nobody declares, and keeps a DefaultValue',
    technicalProfiles: setting('One', { a: '1', nowhere: 'x' }),
    steps: exchange(1, 'One') + sendClaims(2),
    gives: { a: '1' },
  },
  {
    name: 'comes back from a sub journey of the type Call',
    technicalProfiles: setting('One', { a: '1' }) + setting('Two', { b: '2' }),
    steps: call(1, 'Sub') + exchange(2, 'Two') + sendClaims(3),
    subJourneys: subJourney('Sub', 'Call', exchange(1, 'One')),
    gives: { a: '1', b: '2' },
  },
  {
    name: 'does not come back from a sub journey of the type Transfer',
    technicalProfiles: setting('One', { a: '1' }) + setting('Two', { b: '2' }),
    steps: call(1, 'Sub') + exchange(2, 'Two') + sendClaims(3),
    subJourneys: subJourney('Sub', 'Transfer', exchange(1, 'One') + sendClaims(2)),
    gives: { a: '1' },
  },
  {
    name: 'stops sub journeys that call each other without end',
    technicalProfiles: '',
    steps: call(1, 'Sub') + sendClaims(2),
    subJourneys: subJourney('Sub', 'Call', call(1, 'Sub')),
    gives: 'no code: Sub journeys call each other more than 20 deep.',
  },
  {
    name: 'fails without a SendClaims step',
    technicalProfiles: setting('One', { a: '1' }),
    steps: exchange(1, 'One'),
    gives: 'AADB2C90040: The journey "Test" ends without an answer to the application.',
  },
  {
    name: 'fails where two exchanges wait for a selection',
    technicalProfiles: setting('One', { a: '1' }) + setting('Two', { b: '2' }),
    steps: `<OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="X" TechnicalProfileReferenceId="One" /><ClaimsExchange Id="Y" TechnicalProfileReferenceId="Two" /></ClaimsExchanges></OrchestrationStep>${sendClaims(2)}`,
    gives: 'no code: Step 1 has 2 claims exchanges, and no step has selected one of them.',
  },
  {
    name: 'ends with the message of a failed assertion',
    transformations:
      '<ClaimsTransformation Id="AssertNew" TransformationMethod="AssertBooleanClaimIsEqualToValue"><InputClaims><InputClaim ClaimTypeReferenceId="isNew" TransformationClaimType="inputClaim" /></InputClaims><InputParameters><InputParameter Id="valueToCompareTo" DataType="boolean" Value="true" /></InputParameters></ClaimsTransformation>',
    technicalProfiles: `<TechnicalProfile Id="One"><DisplayName>One</DisplayName>${handlers.claimsTransformation}<OutputClaims><OutputClaim ClaimTypeReferenceId="isNew" DefaultValue="false" /></OutputClaims><OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="AssertNew" /></OutputClaimsTransformations></TechnicalProfile>`,
    steps: exchange(1, 'One') + sendClaims(2),
    gives: /^no code: /,
  },
];

for (const { name, gives, ...parts } of cases) {
  test(`a journey ${name}`, async (t) => {
    const tenant = await tenantOf(t, { claims, steps: '', ...parts });
    const errors = tenant.policies.diagnostics.filter(({ severity }) => severity === 'error');
    const answer = answerOf(await startTest(tenant));
    if (gives instanceof RegExp) assert.match(String(answer), gives);
    else assert.deepEqual(answer, gives, JSON.stringify(errors));
  });
}

test('the trace says which steps ran, which were skipped and why, and what they set', async (t) => {
  const tenant = await tenantOf(t, {
    claims,
    technicalProfiles: setting('One', { a: '1' }) + setting('Two', { b: '2' }),
    steps:
      exchange(1, 'One') + exchange(2, 'Two', skipIf('ClaimsExist', true, 'a')) + sendClaims(3),
  });
  const { transaction } = await startTest(tenant);
  const events = transaction.trace.events();
  const told = events.map(({ kind, step, text }) => `${kind} ${step}: ${text}`);
  assert.deepEqual(told, [
    'journey Test 1: B2C_1A_Test begins.',
    'step Test 1: ClaimsExchange',
    'phase Test 1: Execution',
    'phase Test 1: OutputClaims',
    'skipped Test 2: Skipped: "a" exists.',
    'step Test 3: SendClaims',
    'phase Test 3: InputClaims',
    'phase Test 3: Execution',
    'response Test 3: The journey answers the application.',
  ]);
  assert.deepEqual([...transaction.trace.claimsAfter(events.length)], [['a', '1']]);
});
