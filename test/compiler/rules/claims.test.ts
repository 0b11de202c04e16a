import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Example, Rule } from '../../../compiler/rule.ts';
import { claimEnumDuplicateValue } from '../../../compiler/rules/claim-enum-duplicate-value.ts';
import { claimInputTypeDatatype } from '../../../compiler/rules/claim-input-type-datatype.ts';
import { claimNoDatatype } from '../../../compiler/rules/claim-no-datatype.ts';
import { claimSelectWithoutOptions } from '../../../compiler/rules/claim-select-without-options.ts';
import { claimShownWithoutInputType } from '../../../compiler/rules/claim-shown-without-input-type.ts';
import { claimUnused } from '../../../compiler/rules/claim-unused.ts';
import { docPublicUri } from '../../../compiler/rules/doc-public-uri.ts';
import { docTenantMismatch } from '../../../compiler/rules/doc-tenant-mismatch.ts';
import { mergeStepCollision } from '../../../compiler/rules/merge-step-collision.ts';
import { predicateParams } from '../../../compiler/rules/predicate-params.ts';
import { regexUnanchored } from '../../../compiler/rules/regex-unanchored.ts';
import { lintExample } from '../../support/lint-example.ts';

interface Case {
  readonly name: string;
  readonly rule: Rule;
  readonly example: Example;
  /** What each message holds, in their order. Absent: nothing is found. */
  readonly found?: readonly RegExp[];
}

const claim = (content: string, id = 'tier') => `<ClaimType Id="${id}">${content}</ClaimType>`;
const typed = (type: string, input = '') =>
  claim(`<DataType>${type}</DataType>${input && `<UserInputType>${input}</UserInputType>`}`);
const output = (attributes: string, id = 'tier') =>
  `<OutputClaim ClaimTypeReferenceId="${id}" ${attributes} />`;
const pattern = (expression: string) =>
  claim(
    `<DataType>string</DataType><Restriction><Pattern RegularExpression="${expression}" /></Restriction>`,
  );
const predicate = (method: string, parameters: Readonly<Record<string, string>>) => {
  const elements = Object.entries(parameters).map(
    ([id, value]) => `<Parameter Id="${id}">${value}</Parameter>`,
  );
  return `<Predicate Id="One" Method="${method}"><Parameters>${elements.join('')}</Parameters></Predicate>`;
};
const selfAsserted = (content: string) =>
  `<TechnicalProfile Id="LocalAccountSignUpWithLogonEmail">
<Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.SelfAssertedAttributeProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" />
<Metadata><Item Key="ContentDefinitionReferenceId">api.selfasserted</Item></Metadata>
${content}</TechnicalProfile>`;
const outputs = (claims: string) => `<OutputClaims>${claims}</OutputClaims>`;
const localized = `<LocalizedResources Id="api.selfasserted.en"><LocalizedCollections>
<LocalizedCollection ElementType="ClaimType" ElementId="TIER" TargetCollection="Restriction"><Item Text="Oar" Value="oar" /></LocalizedCollection>
</LocalizedCollections></LocalizedResources>`;
const journeyStep = (type: string) =>
  `<UserJourney Id="SignUpOrSignIn"><OrchestrationSteps><OrchestrationStep Order="3" Type="${type}" /></OrchestrationSteps></UserJourney>`;

const cases: readonly Case[] = [
  {
    name: 'a type that the base policy has',
    rule: claimNoDatatype,
    example: { 'Base.xml': typed('string'), 'Own.xml': claim('<DisplayName>Tier</DisplayName>') },
  },
  {
    name: 'two options that are selected',
    rule: claimEnumDuplicateValue,
    example: claim(
      '<DataType>string</DataType><UserInputType>RadioSingleSelect</UserInputType><Restriction><Enumeration Text="Oar" Value="oar" SelectByDefault="true" /><Enumeration Text="Scull" Value="scull" SelectByDefault="true" /></Restriction>',
    ),
    found: [/"oar" of "tier" is selected by default already/],
  },
  {
    name: 'check boxes that are selected',
    rule: claimEnumDuplicateValue,
    example: claim(
      '<DataType>string</DataType><UserInputType>CheckboxMultiSelect</UserInputType><Restriction><Enumeration Text="Oar" Value="oar" SelectByDefault="true" /><Enumeration Text="Scull" Value="scull" SelectByDefault="true" /></Restriction>',
    ),
  },
  {
    name: 'a phone number in a text box',
    rule: claimInputTypeDatatype,
    example: typed('phoneNumber', 'TextBox'),
  },
  {
    name: 'check boxes for a collection',
    rule: claimInputTypeDatatype,
    example: typed('stringCollection', 'CheckboxMultiSelect'),
  },
  {
    name: 'a collection in a text box',
    rule: claimInputTypeDatatype,
    example: typed('stringCollection', 'TextBox'),
    found: [/"tier" is a TextBox of stringCollection/],
  },
  {
    name: 'options that a language has',
    rule: claimSelectWithoutOptions,
    example: `${typed('string', 'DropdownSingleSelect')}\n<DisplayClaim ClaimTypeReferenceId="tier" />\n${localized}`,
  },
  {
    name: 'options of a claim that no page shows',
    rule: claimSelectWithoutOptions,
    example: typed('string', 'DropdownSingleSelect'),
  },
  {
    name: 'a required claim that nobody else gives',
    rule: claimShownWithoutInputType,
    example: `${typed('string')}\n${selfAsserted(outputs(output('Required="true"')))}`,
    found: [/"tier" has no UserInputType/],
  },
  {
    name: 'a required claim that validation returns',
    rule: claimShownWithoutInputType,
    example: `${typed('string')}\n${selfAsserted(`${outputs(output('Required="true"', 'objectId'))}<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="AAD-UserWriteUsingLogonEmail" /></ValidationTechnicalProfiles>`)}`,
  },
  {
    name: 'a claim that is passed through',
    rule: claimShownWithoutInputType,
    example: `${typed('string')}\n${selfAsserted(outputs(output('')))}`,
  },
  {
    name: 'a claim in the text of metadata',
    rule: claimUnused,
    example: `${typed('string')}\n<Item Key="ServiceUrl">https://api.contoso.com/members/{tier}</Item>`,
  },
  {
    name: 'a claim that only the base uses',
    rule: claimUnused,
    example: {
      'Base.xml': `${typed('string')}\n${output('')}`,
      'Own.xml': claim('<DisplayName>Rank</DisplayName>'),
    },
  },
  {
    name: 'the picture of a QR code',
    rule: claimShownWithoutInputType,
    example: `${typed('string')}<DisplayControl Id="qr" UserInterfaceControlType="QrCodeControl"><DisplayClaims><DisplayClaim ClaimTypeReferenceId="tier" ControlClaimType="QrCodeContent" /></DisplayClaims></DisplayControl>`,
  },
  {
    name: 'https',
    rule: docPublicUri,
    example:
      '<TrustFrameworkPolicy PublicPolicyUri="https://Contoso.onmicrosoft.com/b2c_1a_example" />',
  },
  {
    name: 'the tenant of a tool',
    rule: docTenantMismatch,
    example: {
      'Base.xml': '<TrustFrameworkPolicy TenantId="contoso.onmicrosoft.com" />',
      'Own.xml': '<TrustFrameworkPolicy TenantId="{{tenant}}" />',
    },
  },
  {
    name: 'a step of another type',
    rule: mergeStepCollision,
    example: { 'Base.xml': '', 'Own.xml': journeyStep('InvokeSubJourney') },
    found: [/Step 3 of "SignUpOrSignIn" is "InvokeSubJourney" here, but "ClaimsExchange" in/],
  },
  {
    name: 'a step of the same type',
    rule: mergeStepCollision,
    example: { 'Base.xml': '', 'Own.xml': journeyStep('ClaimsExchange') },
  },
  {
    name: 'a missing bound',
    rule: predicateParams,
    example: predicate('IsLengthRange', { Minimum: '8' }),
    found: [/has no parameter "Maximum"/],
  },
  {
    name: 'an unknown parameter',
    rule: predicateParams,
    example: predicate('IncludesCharacters', { CharacterSet: 'a-z', Characters: '0-9' }),
    found: [/has a parameter "Characters"/],
  },
  {
    name: 'ids in another case',
    rule: predicateParams,
    example: predicate('IncludesCharacters', { characterset: 'a-z' }),
  },
  {
    name: 'a day that no calendar has',
    rule: predicateParams,
    example: predicate('IsDateRange', { Minimum: '2023-02-29', Maximum: 'Today' }),
    found: [/has "2023-02-29" as bound/],
  },
  {
    name: 'today',
    rule: predicateParams,
    example: predicate('IsDateRange', { Minimum: '1900-01-01', Maximum: 'today' }),
  },
  {
    name: 'more than there are',
    rule: predicateParams,
    example: `${predicate('IncludesCharacters', { CharacterSet: 'a-z' })}<PredicateValidation Id="All"><PredicateGroups><PredicateGroup Id="Letters">
<PredicateReferences MatchAtLeast="2"><PredicateReference Id="One" /></PredicateReferences></PredicateGroup></PredicateGroups></PredicateValidation>`,
    found: [/"Letters" asks for 2 of 1 predicates/],
  },
  { name: 'anchors in groups', rule: regexUnanchored, example: pattern('(?i)(^[a-z]+$)') },
  { name: 'anchors of .NET', rule: regexUnanchored, example: pattern('\\A[a-z]+\\z') },
  {
    name: 'an open end',
    rule: regexUnanchored,
    example: pattern('^[a-z]+'),
    found: [/is not anchored/],
  },
];
for (const { name, rule, example, found = [] } of cases) {
  test(`${rule.name}: ${name}`, async (t) => {
    const messages = (await lintExample(t, rule, example)).map(({ message }) => message);
    assert.equal(messages.length, found.length, messages.join('\n'));
    for (const [index, expected] of found.entries()) assert.match(messages[index] ?? '', expected);
  });
}
