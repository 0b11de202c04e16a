import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { walkJourney } from '../../../compiler/journey-steps.ts';
import { resolvePolicy } from '../../../compiler/resolve.ts';
import type { Example, Rule } from '../../../compiler/rule.ts';
import { journeyAmbiguousExchange } from '../../../compiler/rules/journey-ambiguous-exchange.ts';
import { journeyExchangeNotOffered } from '../../../compiler/rules/journey-exchange-not-offered.ts';
import { journeyIssuer } from '../../../compiler/rules/journey-issuer.ts';
import { journeyLastStep } from '../../../compiler/rules/journey-last-step.ts';
import { journeyLinkTarget } from '../../../compiler/rules/journey-link-target.ts';
import { journeyNoSendClaims } from '../../../compiler/rules/journey-no-send-claims.ts';
import { journeyOrder } from '../../../compiler/rules/journey-order.ts';
import { journeySelectionTarget } from '../../../compiler/rules/journey-selection-target.ts';
import { preArity } from '../../../compiler/rules/pre-arity.ts';
import { preClaimAsLiteral } from '../../../compiler/rules/pre-claim-as-literal.ts';
import { preWrongAction } from '../../../compiler/rules/pre-wrong-action.ts';
import { subNested } from '../../../compiler/rules/sub-nested.ts';
import { subRecursive } from '../../../compiler/rules/sub-recursive.ts';
import { lintExample } from '../../support/lint-example.ts';
import { policySetOf } from '../../support/policy-text.ts';

const exchange = (id: string, profile = 'REST-GetMembership') =>
  `<ClaimsExchange Id="${id}" TechnicalProfileReferenceId="${profile}" />`;
const step = (order: number, exchanges = exchange(`Exchange${order}`)) =>
  `<OrchestrationStep Order="${order}" Type="ClaimsExchange"><ClaimsExchanges>${exchanges}</ClaimsExchanges></OrchestrationStep>`;
const send = (order: number, more = '') =>
  `<OrchestrationStep Order="${order}" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer">${more}</OrchestrationStep>`;
const invoke = (order: number, id: string) =>
  `<OrchestrationStep Order="${order}" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="${id}" /></JourneyList></OrchestrationStep>`;
const sub = (id: string, steps: string, type = 'Call') =>
  `<SubJourney Id="${id}" Type="${type}"><OrchestrationSteps>${steps}</OrchestrationSteps></SubJourney>`;
const journey = (steps: string) =>
  `<UserJourney Id="SignUpOrSignIn"><OrchestrationSteps>${steps}</OrchestrationSteps></UserJourney>`;
const precondition = (parts: string, action = 'SkipThisOrchestrationStep') =>
  `<Precondition Type="ClaimEquals" ExecuteActionsIf="true">${parts}<Action>${action}</Action></Precondition>`;

interface Case {
  readonly rule: Rule;
  readonly name: string;
  readonly example: Example;
  readonly found: readonly string[];
}

const form = (items: string) =>
  `<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email"><Metadata><Item Key="SignUpTarget">NoSuchExchange</Item>${items}</Metadata></TechnicalProfile>`;

const cases: readonly Case[] = [
  {
    rule: journeyLinkTarget,
    name: 'a link to sign up that is not shown',
    example: form('<Item Key="setting.showSignupLink">False</Item>'),
    found: [],
  },
  {
    rule: journeyOrder,
    name: 'an override that numbers what is left of a gap',
    example: { 'Base.xml': step(6), 'Leaf.xml': journey(`${step(7)}`) },
    found: [],
  },
  {
    rule: journeyOrder,
    name: 'each gap, and a beginning that is not 1',
    example: sub('Inner', `${step(2)}${step(3)}${step(5)}`),
    found: [
      'Step 2 of the journey "Inner" is the first one.',
      'Step 5 of the journey "Inner" follows step 3.',
    ],
  },
  {
    rule: journeyAmbiguousExchange,
    name: 'an override under another exchange Id',
    example: { 'Base.xml': '', 'Leaf.xml': journey(step(3, exchange('Other'))) },
    found: [
      'Step 3 of the journey "SignUpOrSignIn" has 2 claims exchanges ("AADUserReadWithObjectId", "Other"), but no selection before it.',
    ],
  },
  {
    rule: journeyAmbiguousExchange,
    name: 'nothing after a selection',
    example: step(2, `${exchange('SignUpWithLogonEmailExchange')}${exchange('Other')}`),
    found: [],
  },
  {
    rule: journeySelectionTarget,
    name: 'a selection with both targets or none',
    example:
      '<OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="api.signuporsignin"><ClaimsProviderSelections><ClaimsProviderSelection /></ClaimsProviderSelections></OrchestrationStep>',
    found: [
      'A ClaimsProviderSelection needs exactly one of "TargetClaimsExchangeId" and "ValidationClaimsExchangeId".',
    ],
  },
  {
    rule: journeySelectionTarget,
    name: 'a validation exchange that stands in the next step',
    example:
      '<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.signuporsignin"><ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="SignUpWithLogonEmailExchange" /></ClaimsProviderSelections></OrchestrationStep>',
    found: ['This step has no ClaimsExchange "SignUpWithLogonEmailExchange".'],
  },
  {
    rule: journeyExchangeNotOffered,
    name: 'nothing that the forgot-password link offers',
    example: `<TechnicalProfile Id="SignIn"><Metadata><Item Key="setting.forgotPasswordLinkOverride">ForgotPasswordExchange</Item></Metadata><IncludeTechnicalProfile ReferenceId="SelfAsserted-LocalAccountSignin-Email" /></TechnicalProfile>
<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.signuporsignin"><ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="SignIn" /></ClaimsProviderSelections><ClaimsExchanges>${exchange('SignIn', 'SignIn')}</ClaimsExchanges></OrchestrationStep>
${step(2, `${exchange('SignUpWithLogonEmailExchange')}${exchange('ForgotPasswordExchange')}`)}`,
    found: [],
  },
  {
    rule: journeyLastStep,
    name: 'a step after a transfer',
    example: `${sub('Refuse', send(1), 'Transfer')}${invoke(4, 'Refuse')}`,
    found: ['Step 5 of the journey "SignUpOrSignIn" never runs: step 4 always ends it.'],
  },
  {
    rule: journeyLastStep,
    name: 'nothing after an end that may be skipped',
    example: `${send(4, `<Preconditions>${precondition('<Value>newUser</Value><Value>True</Value>')}</Preconditions>`)}`,
    found: [],
  },
  {
    rule: journeyNoSendClaims,
    name: 'nothing where a sub journey answers',
    example: `${sub('Answer', send(1), 'Transfer')}<UserJourney Id="Other"><OrchestrationSteps>${invoke(1, 'Answer')}</OrchestrationSteps></UserJourney>`,
    found: [],
  },
  {
    rule: journeyNoSendClaims,
    name: 'whatever an exchange misspells',
    example: `<UserJourney Id="Other"><OrchestrationSteps>${step(1, exchange('Typo', 'REST-GetMembershp'))}</OrchestrationSteps></UserJourney>`,
    found: ['The user journey "Other" has no SendClaims step.'],
  },
  {
    rule: journeyNoSendClaims,
    name: 'nothing of a base policy that is not there',
    example: {
      'Leaf.xml': `<BasePolicy><TenantId>contoso.onmicrosoft.com</TenantId><PolicyId>B2C_1A_Gone</PolicyId></BasePolicy><UserJourney Id="Half"><OrchestrationSteps>${step(2)}</OrchestrationSteps></UserJourney>`,
    },
    found: [],
  },
  {
    rule: journeyIssuer,
    name: 'nothing where a base policy that is not there may name the issuer',
    example: {
      'Leaf.xml': `<BasePolicy><TenantId>contoso.onmicrosoft.com</TenantId><PolicyId>B2C_1A_Gone</PolicyId></BasePolicy><UserJourney Id="Half"><OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" /></OrchestrationSteps></UserJourney>`,
    },
    found: [],
  },
  {
    rule: subRecursive,
    name: 'a loop through another sub journey, once',
    example: `${sub('One', invoke(1, 'Two'))}${sub('Two', invoke(1, 'one'))}`,
    found: ['The sub journeys invoke each other without end: "One" → "Two" → "One".'],
  },
  {
    rule: subNested,
    name: 'the way into a loop, not what closes it',
    example: `${sub('One', invoke(1, 'Two'))}${sub('Two', invoke(1, 'One'))}`,
    found: ['The sub journey "One" invokes the sub journey "Two".'],
  },
  {
    rule: preArity,
    name: 'a second claim of ClaimsExist',
    example:
      '<Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>newUser</Value><Value>email</Value><Action>SkipThisOrchestrationStep</Action></Precondition>',
    found: ['A ClaimsExist precondition needs one Value, the claim; this one has 2.'],
  },
  {
    rule: preWrongAction,
    name: 'the action of a step behind a page',
    example: `<ValidationTechnicalProfile ReferenceId="REST-GetMembership"><Preconditions>${precondition('<Value>newUser</Value><Value>True</Value>')}</Preconditions></ValidationTechnicalProfile>`,
    found: [
      'The Action must be "SkipThisValidationTechnicalProfile" here, not "SkipThisOrchestrationStep".',
    ],
  },
  {
    rule: preClaimAsLiteral,
    name: 'nothing where the text is a value that claims get',
    example: `${precondition('<Value>displayName</Value><Value>email</Value>')}<OutputClaim ClaimTypeReferenceId="displayName" DefaultValue="email" />`,
    found: [],
  },
];

for (const { rule, name, example, found } of cases) {
  test(`${rule.name} reports ${name}`, async (t) => {
    const all = await lintExample(t, rule, example);
    assert.deepEqual(
      all.map(({ message }) => message),
      found,
    );
  });
}

/** `1 2 2.1 2.2 3`: the steps of the journey J, those of sub journeys after the one that invokes them. */
async function walked(t: TestContext, subJourneys: string, steps: string): Promise<string> {
  const userJourneys = `<UserJourney Id="J"><OrchestrationSteps>${steps}</OrchestrationSteps></UserJourney>`;
  const set = await policySetOf(t, [{ id: 'B2C_1A_Base', userJourneys, subJourneys }]);
  const [leaf] = set.leaves;
  assert.ok(leaf);
  const { policy } = resolvePolicy(set, leaf);
  const start = policy.userJourneys.get('j');
  assert.ok(start);
  return walkJourney(policy, start)
    .map(({ invokedBy, step: each }) =>
      [...invokedBy.map(({ order }) => order), each.order].join('.'),
    )
    .join(' ');
}

test('a walk enters sub journeys, and none that is on the way already', async (t) => {
  const nested = `${sub('A', `${step(1)}${invoke(2, 'B')}`)}${sub('B', invoke(1, 'A'))}`;
  assert.equal(
    await walked(t, nested, `${invoke(1, 'A')}${step(2)}${invoke(3, 'B')}`),
    '1 1.1 1.2 1.2.1 2 3 3.1 3.1.1 3.1.2',
  );
  assert.equal(await walked(t, nested, invoke(1, 'Nobody')), '1');
});

test('a walk ends where sub journeys double at every level', async (t) => {
  const levels = Array.from({ length: 30 }, (_, level) =>
    sub(`L${level}`, `${invoke(1, `L${level + 1}`)}${invoke(2, `L${level + 1}`)}`),
  );
  const steps = await walked(t, levels.join(''), invoke(1, 'L0'));
  assert.ok(steps.split(' ').length <= 2_100);
});
