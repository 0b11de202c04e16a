import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from '../../../compiler/rule.ts';
import { ctAssertMessageMissing } from '../../../compiler/rules/ct-assert-message-missing.ts';
import { ctAssertOutsideValidation } from '../../../compiler/rules/ct-assert-outside-validation.ts';
import { ctInOutSameClaim } from '../../../compiler/rules/ct-in-out-same-claim.ts';
import { ctParameter } from '../../../compiler/rules/ct-parameter.ts';
import { ctSignature } from '../../../compiler/rules/ct-signature.ts';
import { ctSignatureUnconfirmed } from '../../../compiler/rules/ct-signature-unconfirmed.ts';
import { ctUnknownMethod } from '../../../compiler/rules/ct-unknown-method.ts';
import { lintExample } from '../../support/lint-example.ts';

interface Transformation {
  readonly method: string;
  /** TransformationClaimType → claim. */
  readonly inputs?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
}

const list = (name: string, items: readonly string[]) =>
  items.length === 0 ? '' : `<${name}>${items.join('')}</${name}>`;
const claims = (name: string, bound: Readonly<Record<string, string>> = {}) =>
  Object.entries(bound).map(
    ([type, id]) => `<${name} ClaimTypeReferenceId="${id}" TransformationClaimType="${type}" />`,
  );

function transformation({ method, inputs, parameters = {}, outputs }: Transformation): string {
  const values = Object.entries(parameters).map(
    ([id, value]) => `<InputParameter Id="${id}" DataType="string" Value="${value}" />`,
  );
  const parts = [
    list('InputClaims', claims('InputClaim', inputs)),
    list('InputParameters', values),
    list('OutputClaims', claims('OutputClaim', outputs)),
  ];
  return `<ClaimsTransformation Id="T" TransformationMethod="${method}">${parts.join('')}</ClaimsTransformation>`;
}

const lower = (parameters: Readonly<Record<string, string>>) =>
  transformation({
    method: 'ChangeCase',
    inputs: { inputClaim1: 'email' },
    parameters,
    outputs: { outputClaim: 'email' },
  });
const both = (first: string, second: string, output: string) =>
  transformation({
    method: 'FormatStringMultipleClaims',
    inputs: { inputClaim1: first, inputClaim2: second },
    parameters: { stringFormat: '{0} {1}' },
    outputs: { outputClaim: output },
  });
const asserts = transformation({
  method: 'AssertStringClaimsAreEqual',
  inputs: { inputClaim1: 'newPassword', inputClaim2: 'reenterPassword' },
  parameters: { stringComparison: 'Ordinal' },
});
const runs = `<TechnicalProfile Id="REST-Points"><OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="T" /></OutputClaimsTransformations><IncludeTechnicalProfile ReferenceId="REST-GetMembership" /></TechnicalProfile>`;
const asStep = '<ClaimsExchange Id="Points" TechnicalProfileReferenceId="REST-Points" />';
const asValidation = '<ValidationTechnicalProfile ReferenceId="REST-Points" />';
const endpoint =
  '<Endpoints><Endpoint Id="Token" UserJourneyReferenceId="SignUpOrSignIn" /></Endpoints>';
const message =
  '<LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ErrorMessage" StringId="UserMessageIfClaimsTransformationStringsAreNotEqual">They differ</LocalizedString></LocalizedStrings></LocalizedResources>';
const identity = transformation({
  method: 'CreateUserIdentity',
  inputs: { issuerUserId: 'objectId' },
  outputs: { userIdentity: 'displayName' },
});

interface Case {
  readonly name: string;
  readonly rule: Rule;
  readonly example: string;
  /** What each message holds. Absent: nothing is found. */
  readonly found?: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    name: 'a method in another case',
    rule: ctUnknownMethod,
    example: transformation({ method: 'nullclaim', outputs: { claim_to_null: 'email' } }),
  },
  {
    name: 'a claim of another DataType',
    rule: ctSignature,
    example: transformation({
      method: 'ParseDomain',
      inputs: { emailAddress: 'newUser' },
      outputs: { domain: 'email' },
    }),
    found: [/"emailAddress" of ParseDomain must be string; the claim "newUser" is boolean/],
  },
  {
    name: 'a wrong name and a missing one are one finding',
    rule: ctSignature,
    example: transformation({
      method: 'ParseDomain',
      inputs: { address: 'email' },
      outputs: { domain: 'email' },
    }),
    found: [/no input claim "address"\..*needs the input claim "emailAddress"/],
  },
  {
    name: 'an output claim is another rule',
    rule: ctSignature,
    example: transformation({ method: 'NullClaim', outputs: { claimToNull: 'email' } }),
  },
  {
    name: 'an output claim by a wrong name',
    rule: ctSignatureUnconfirmed,
    example: transformation({ method: 'NullClaim', outputs: { claimToNull: 'email' } }),
    found: [/"claimToNull".*"claim_to_null"/],
  },
  { name: 'a method of samples only', rule: ctSignature, example: identity },
  {
    name: 'a method of samples only',
    rule: ctSignatureUnconfirmed,
    example: identity,
    found: [/needs the input claim "issuer"/, /"userIdentity".*"displayName" is string/],
  },
  { name: 'a value in another case', rule: ctParameter, example: lower({ toCase: 'lower' }) },
  {
    name: 'a value that a build brings',
    rule: ctParameter,
    example: lower({ toCase: '{Settings:Case}' }),
  },
  {
    name: 'a parameter that is missing',
    rule: ctParameter,
    example: lower({}),
    found: [/needs the parameter "toCase"/],
  },
  {
    name: 'the same claim in another case',
    rule: ctInOutSameClaim,
    example: both('displayName', 'email', 'DisplayName'),
    found: [/"T" reads and writes/],
  },
  {
    name: 'another claim',
    rule: ctInOutSameClaim,
    example: both('signInName', 'email', 'displayName'),
  },
  {
    name: 'a journey that redeems refresh tokens',
    rule: ctAssertOutsideValidation,
    example: asserts + runs + asStep + endpoint,
  },
  {
    name: 'a validation technical profile',
    rule: ctAssertOutsideValidation,
    example: asserts + runs + asValidation,
  },
  {
    name: 'a message that is localized',
    rule: ctAssertMessageMissing,
    example: asserts + runs + asValidation + message,
  },
  { name: 'a step', rule: ctAssertMessageMissing, example: asserts + runs + asStep },
];

for (const { name, rule, example, found = [] } of cases) {
  test(`${rule.name}: ${name}`, async (t) => {
    const messages = (await lintExample(t, rule, example)).map((each) => each.message);
    assert.equal(messages.length, found.length, messages.join('\n'));
    for (const expected of found) {
      assert.ok(
        messages.some((each) => expected.test(each)),
        messages.join('\n'),
      );
    }
  });
}
