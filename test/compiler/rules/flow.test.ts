import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example } from '../../../compiler/rule.ts';
import { flowInputNotProduced } from '../../../compiler/rules/flow-input-not-produced.ts';
import { flowRpOutputNotProduced } from '../../../compiler/rules/flow-rp-output-not-produced.ts';
import { preContradiction } from '../../../compiler/rules/pre-contradiction.ts';
import { preEqualsWithoutExists } from '../../../compiler/rules/pre-equals-without-exists.ts';
import { lintExample } from '../../support/lint-example.ts';

/** REST-GetMembership runs in step 4 and requires a claim that the skeleton's steps do not set. */
const reads = '<InputClaim ClaimTypeReferenceId="tier" Required="true" />';
const tier =
  '<ClaimType Id="tier"><DisplayName>Tier</DisplayName><DataType>string</DataType></ClaimType>';
const handler = (name: string) =>
  `<Protocol Name="Proprietary" Handler="Web.TPEngine.${name}, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />`;
const transform = (parts: string) =>
  `<TechnicalProfile Id="SetTier"><DisplayName>Set the tier</DisplayName>${handler('Providers.ClaimsTransformationProtocolProvider')}${parts}</TechnicalProfile>`;
const claim = (attributes = '') =>
  `<OutputClaims><OutputClaim ClaimTypeReferenceId="tier" ${attributes}/></OutputClaims>`;
const step = (order: number, profile: string, more = '') =>
  `<OrchestrationStep Order="${order}" Type="ClaimsExchange">${more}<ClaimsExchanges><ClaimsExchange Id="Exchange${order}" TechnicalProfileReferenceId="${profile}" /></ClaimsExchanges></OrchestrationStep>`;
const send =
  '<OrchestrationStep Order="6" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />';
const invoke = (order: number, id: string) =>
  `<OrchestrationStep Order="${order}" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="${id}" /></JourneyList></OrchestrationStep>`;
const sub = (id: string, steps: string) =>
  `<SubJourney Id="${id}" Type="Call"><OrchestrationSteps>${steps}</OrchestrationSteps></SubJourney>`;
const constant =
  '<ClaimsTransformation Id="CreateTier" TransformationMethod="CreateStringClaim"><InputParameters><InputParameter Id="value" DataType="string" Value="oar" /></InputParameters><OutputClaims><OutputClaim ClaimTypeReferenceId="tier" TransformationClaimType="createdClaim" /></OutputClaims></ClaimsTransformation>';

const produced: { name: string; example: string }[] = [
  { name: 'an earlier step', example: `${transform(claim())}${step(3, 'SetTier')}` },
  {
    name: 'an earlier step under another case',
    example: `${transform(claim().replace('tier', 'TIER'))}${step(3, 'SetTier')}`,
  },
  {
    name: 'a step that may be skipped',
    example: `${transform(claim())}${step(3, 'SetTier', '<Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>newUser</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions>')}`,
  },
  {
    name: 'one of several exchanges',
    example: `${transform(claim())}<OrchestrationStep Order="2" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="SignUpWithLogonEmailExchange" TechnicalProfileReferenceId="LocalAccountSignUpWithLogonEmail" /><ClaimsExchange Id="Tier" TechnicalProfileReferenceId="SetTier" /></ClaimsExchanges></OrchestrationStep>`,
  },
  {
    name: 'a sub journey',
    example: `${transform(claim())}${sub('Inner', step(1, 'SetTier'))}${invoke(3, 'Inner')}`,
  },
  {
    name: 'a sub journey of a sub journey',
    example: `${transform(claim())}${sub('Inner', step(1, 'SetTier'))}${sub('Outer', invoke(1, 'Inner'))}${invoke(3, 'Outer')}`,
  },
  {
    name: 'a transformation of an earlier step',
    example: `${constant}${transform('<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="CreateTier" /></OutputClaimsTransformations>')}${step(3, 'SetTier')}`,
  },
  {
    name: 'an input transformation of the profile itself',
    example: `${constant}<TechnicalProfile Id="Prepared"><InputClaimsTransformations><InputClaimsTransformation ReferenceId="CreateTier" /></InputClaimsTransformations><IncludeTechnicalProfile ReferenceId="REST-GetMembership" /></TechnicalProfile>${step(4, 'Prepared')}`,
  },
  {
    name: 'a session of an earlier step',
    example: `<TechnicalProfile Id="SM-Tier"><DisplayName>Session</DisplayName>${handler('SSO.DefaultSSOSessionProvider')}<PersistedClaims><PersistedClaim ClaimTypeReferenceId="tier" /></PersistedClaims></TechnicalProfile>${transform('<OutputClaims><OutputClaim ClaimTypeReferenceId="newUser" /></OutputClaims><UseTechnicalProfileForSessionManagement ReferenceId="SM-Tier" />')}${step(3, 'SetTier')}`,
  },
  {
    name: 'a display control of an earlier page',
    example: `<DisplayControl Id="control" UserInterfaceControlType="VerificationControl"><DisplayClaims><DisplayClaim ClaimTypeReferenceId="email" ControlClaimType="VerificationCode" /></DisplayClaims><OutputClaims><OutputClaim ClaimTypeReferenceId="tier" /></OutputClaims></DisplayControl><DisplayClaim DisplayControlReferenceId="control" />`,
  },
  { name: 'its DefaultValue', example: reads.replace('/>', 'DefaultValue="oar" />') },
  {
    name: 'the metadata that asks for the IP address',
    example: `${transform('<OutputClaims><OutputClaim ClaimTypeReferenceId="newUser" /></OutputClaims>').replace('<OutputClaims>', '<Metadata><Item Key="IpAddressClaimReferenceId">tier</Item></Metadata><OutputClaims>')}${step(3, 'SetTier')}`,
  },
];

for (const { name, example } of produced) {
  test(`flow-input-not-produced takes a claim from ${name}`, async (t) => {
    const whole = example.includes('"tier" Required') ? example : `${reads}${example}`;
    assert.deepEqual(await lintExample(t, flowInputNotProduced, `${tier}${whole}`), []);
  });
}

const missing = 'requires "tier", but nothing sets it before step';

const unproduced: { name: string; example: Example; found: { line: RegExp; message: string }[] }[] =
  [
    {
      name: 'at the InputClaim, where no step has the claim',
      example: `${tier}\n${reads}`,
      found: [
        {
          line: /^<InputClaim .*tier/,
          message: `"REST-GetMembership" ${missing} 4 of "SignUpOrSignIn".`,
        },
      ],
    },
    {
      name: 'where the claim comes later',
      example: `${tier}\n${transform(claim())}\n${step(5, 'SetTier')}\n${send}\n${reads}`,
      found: [
        {
          line: /^<InputClaim .*tier/,
          message: `"REST-GetMembership" ${missing} 4 of "SignUpOrSignIn".`,
        },
      ],
    },
    {
      name: 'at the exchange, where another step has the claim',
      example: `${tier}\n${transform(claim())}\n${step(3, 'REST-GetMembership')}\n${step(4, 'SetTier')}\n${step(5, 'REST-GetMembership')}\n${send}\n${reads}`,
      found: [
        { line: /Exchange3/, message: `"REST-GetMembership" ${missing} 3 of "SignUpOrSignIn".` },
      ],
    },
    {
      name: 'in a sub journey',
      example: `${tier}\n${reads}\n${sub('Inner', step(1, 'REST-GetMembership'))}\n${invoke(4, 'Inner')}`,
      found: [
        { line: /^<InputClaim .*tier/, message: `"REST-GetMembership" ${missing} 1 of "Inner".` },
      ],
    },
    {
      name: 'nothing where a reference is unresolved',
      example: `${tier}\n${reads}\n${step(3, 'Nobody')}`,
      found: [],
    },
    {
      name: 'nothing where the base policy is missing',
      example: {
        'Leaf.xml': `<BasePolicy><TenantId>contoso.onmicrosoft.com</TenantId><PolicyId>B2C_1A_Gone</PolicyId></BasePolicy>\n${tier}\n${reads}`,
      },
      found: [],
    },
  ];

for (const { name, example, found: expected } of unproduced) {
  test(`flow-input-not-produced reports ${name}`, async (t) => {
    const found = await lintExample(t, flowInputNotProduced, example);
    assert.deepEqual(
      found.map(({ message }) => message),
      expected.map(({ message }) => message),
    );
    for (const [index, { line }] of expected.entries())
      assert.match(found[index]?.line ?? '', line);
  });
}

const relyingParty = (claims: string) =>
  `<RelyingParty><DefaultUserJourney ReferenceId="SignUpOrSignIn" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Token</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />\n${claims}\n</OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile></RelyingParty>`;
const issued = '<OutputClaim ClaimTypeReferenceId="tier" />';

const tokens = [
  {
    name: 'names who would set the claim',
    example: `${transform(claim())}\n${relyingParty(issued)}`,
    found: ['No step of "SignUpOrSignIn" sets "tier". "SetTier" would, but no step runs it.'],
  },
  {
    name: 'finds nothing where a step sets it',
    example: `${transform(claim())}\n${step(3, 'SetTier')}\n${relyingParty(issued)}`,
    found: [],
  },
  {
    name: 'leaves to another rule what only a validation technical profile returns',
    example: `${transform(claim())}\n<ValidationTechnicalProfile ReferenceId="SetTier" />\n${relyingParty(issued)}`,
    found: [],
  },
  {
    name: 'does not ask for a claim with a DefaultValue',
    example: relyingParty(issued.replace('/>', 'DefaultValue="oar" />')),
    found: [],
  },
];

for (const { name, example, found } of tokens) {
  test(`flow-rp-output-not-produced ${name}`, async (t) => {
    const all = await lintExample(t, flowRpOutputNotProduced, `${tier}\n${example}`);
    assert.deepEqual(
      all.map(({ message }) => message),
      found,
    );
    for (const { line } of all) assert.equal(line, issued);
  });
}

const onlyFor =
  '<Precondition Type="ClaimEquals" ExecuteActionsIf="false"><Value>tier</Value><Value>oar</Value><Action>SkipThisOrchestrationStep</Action></Precondition>';

test('pre-equals-without-exists keeps silent where every path sets the claim', async (t) => {
  const always = `${tier}${transform(claim('DefaultValue="oar" '))}${step(3, 'SetTier')}${onlyFor}`;
  assert.deepEqual(await lintExample(t, preEqualsWithoutExists, always), []);
  const sometimes = `${tier}${transform(claim())}${step(3, 'SetTier')}${onlyFor}`;
  assert.equal((await lintExample(t, preEqualsWithoutExists, sometimes)).length, 1);
});

test('pre-contradiction tells what a precondition on a claim that nothing sets does', async (t) => {
  const exists = (executeIf: boolean) =>
    `<Precondition Type="ClaimsExist" ExecuteActionsIf="${executeIf}"><Value>tier</Value><Action>SkipThisOrchestrationStep</Action></Precondition>`;
  const messages = async (precondition: string) => {
    const found = await lintExample(t, preContradiction, `${tier}${precondition}`);
    return found.map(({ message }) => message);
  };
  const nothing = 'Nothing sets "tier" before step 4 of "SignUpOrSignIn":';
  assert.deepEqual(await messages(exists(false)), [`${nothing} it is always skipped.`]);
  assert.deepEqual(await messages(exists(true)), [`${nothing} the precondition never skips it.`]);
});
