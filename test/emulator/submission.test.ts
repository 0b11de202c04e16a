import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SubmittedClaims } from '../../emulator/page.ts';
import {
  field,
  openPage,
  options,
  outcomeOf,
  type PageParts,
  setting,
} from '../support/emulated-page.ts';

const claims = {
  a: field('a'),
  b: field('b'),
  c: field('c'),
  shown: field('shown', '', 'string', 'Readonly'),
  text: field('text', '', 'string', 'Paragraph'),
  flag: 'boolean',
};

interface SubmitCase extends Omit<PageParts, 'claims'> {
  readonly name: string;
  readonly claims?: PageParts['claims'];
  readonly submit: SubmittedClaims;
  readonly gives: unknown;
}

const nulls = { AllowGenerationOfClaimsWithNullValues: 'true' };
const missing = 'A required field is missing. Please fill out all required fields and try again.';
const incorrect =
  'One or more fields are filled out incorrectly. Please check your entries and try again.';
const mismatch =
  'The password entry fields do not match. Please enter the same password in both fields and try again.';
const passwords = {
  newPassword: field('newPassword', '', 'string', 'Password'),
  reenterPassword: field('reenterPassword', '', 'string', 'Password'),
};
const pattern =
  '<Restriction><Pattern RegularExpression="^\\d{4}$" HelpText="Four digits." /></Restriction>';

const submitCases: readonly SubmitCase[] = [
  {
    name: 'puts what was typed into the claims',
    page: { outputClaims: ['a', 'b'] },
    submit: { a: '1', b: '2' },
    gives: { a: '1', b: '2' },
  },
  {
    name: 'takes no claim that is not on the page',
    page: { displayClaims: ['a'], outputClaims: ['a', 'b'] },
    submit: { a: '1', b: '2' },
    gives: { a: '1' },
  },
  {
    name: 'lets out nothing that is no OutputClaim',
    page: { displayClaims: ['a', 'b'], outputClaims: ['a'] },
    submit: { a: '1', b: '2' },
    gives: { a: '1' },
  },
  {
    name: "never takes a browser's word for what is read-only",
    before: { shown: 'mine' },
    page: { inputClaims: ['shown'], outputClaims: ['a', 'shown', 'text'] },
    submit: { a: '1', shown: 'theirs', text: 'theirs' },
    gives: { a: '1', shown: 'mine' },
  },
  {
    name: 'makes no claim of an empty field',
    page: { outputClaims: ['a', 'b'] },
    submit: { a: '1', b: '' },
    gives: { a: '1' },
  },
  {
    name: 'keeps what a field was filled with and is empty now',
    before: { a: 'former' },
    page: { inputClaims: ['a'], outputClaims: ['a'] },
    submit: { a: '' },
    gives: { a: 'former' },
  },
  {
    name: 'with AllowGenerationOfClaimsWithNullValues lets a claim exist that is empty',
    page: { metadata: nulls, outputClaims: ['a'] },
    technicalProfiles: setting('IfExists', { b: 'a exists' }),
    steps:
      '<OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="P" TechnicalProfileReferenceId="Page" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="2" Type="ClaimsExchange"><Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="false"><Value>a</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions><ClaimsExchanges><ClaimsExchange Id="I" TechnicalProfileReferenceId="IfExists" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="3" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Answer" />',
    answer: ['b'],
    submit: { a: '' },
    gives: { b: 'a exists' },
  },
  {
    name: 'with AllowGenerationOfClaimsWithNullValues empties what was filled',
    before: { a: 'former' },
    page: { metadata: nulls, inputClaims: ['a'], outputClaims: ['a'] },
    submit: { a: '' },
    gives: {},
  },
  {
    name: 'does not fall back to the DefaultValue of a displayed claim that is emptied',
    before: { a: 'former' },
    page: {
      metadata: nulls,
      inputClaims: ['a'],
      displayClaims: ['a'],
      outputClaims: ['a DefaultValue="x"'],
    },
    submit: { a: '' },
    gives: {},
  },
  {
    name: 'gives a displayed claim that was never set its DefaultValue',
    page: { displayClaims: ['a'], outputClaims: ['a DefaultValue="x"'] },
    submit: { a: '' },
    gives: { a: 'x' },
  },
  {
    name: 'refuses a required field that is empty',
    page: { outputClaims: ['a Required="true"'] },
    submit: { a: '' },
    gives: missing,
  },
  {
    name: 'refuses in the words of its metadata',
    page: {
      metadata: { UserMessageIfMissingRequiredElement: 'Say something.' },
      outputClaims: ['a Required="true"'],
    },
    submit: {},
    gives: 'Say something.',
  },
  {
    name: 'refuses what does not match, with the HelpText',
    claims: { a: field('a', pattern) },
    page: { outputClaims: ['a'] },
    submit: { a: '123' },
    gives: 'Four digits.',
  },
  {
    name: 'refuses what is none of the DataType',
    claims: { n: field('n', '', 'int') },
    page: { outputClaims: ['n'] },
    submit: { n: 'many' },
    gives: incorrect,
  },
  {
    name: 'takes a number as a number',
    claims: { n: field('n', '', 'int') },
    page: { outputClaims: ['n'] },
    submit: { n: '42' },
    gives: { n: 42 },
  },
  {
    name: 'takes a day of three dropdowns as a date',
    claims: { day: field('day', '', 'date', 'DateTimeDropdown') },
    page: { outputClaims: ['day'] },
    submit: { day: '2004-02-29' },
    gives: { day: '2004-02-29' },
  },
  {
    name: 'refuses a day that no calendar has',
    claims: { day: field('day', '', 'date', 'DateTimeDropdown') },
    page: { outputClaims: ['day'] },
    submit: { day: '2005-02-29' },
    gives: incorrect,
  },
  {
    name: 'joins the choices of a CheckboxMultiSelect',
    claims: { a: field('a', options('x', 'y', 'z'), 'string', 'CheckboxMultiSelect') },
    page: { outputClaims: ['a'] },
    submit: { a: ['x', 'z'] },
    gives: { a: 'x,z' },
  },
  {
    name: 'takes the choices of a collection one by one',
    claims: { a: field('a', options('x', 'y'), 'stringCollection', 'CheckboxMultiSelect') },
    page: { outputClaims: ['a'] },
    submit: { a: ['x', 'y'] },
    gives: { a: ['x', 'y'] },
  },
  ...['DropdownSingleSelect', 'RadioSingleSelect', 'CheckboxMultiSelect'].map((inputType) => ({
    name: `refuses in a ${inputType} what it does not offer`,
    claims: { a: field('a', options('x', 'y'), 'string', inputType) },
    page: { outputClaims: ['a'] },
    submit: { a: 'q' },
    gives: incorrect,
  })),
  {
    name: 'refuses two passwords that differ',
    claims: passwords,
    page: { outputClaims: ['newPassword', 'reenterPassword'] },
    submit: { newPassword: 'one', reenterPassword: 'two' },
    gives: mismatch,
  },
  {
    name: 'refuses a password that was not typed again',
    claims: passwords,
    page: { outputClaims: ['newPassword', 'reenterPassword'] },
    submit: { newPassword: 'one' },
    gives: mismatch,
  },
  {
    name: 'never lets a password out',
    claims: passwords,
    page: { outputClaims: ['newPassword', 'reenterPassword'] },
    submit: { newPassword: 'one', reenterPassword: 'one' },
    gives: {},
  },
  {
    name: 'hands a password to its validation technical profiles',
    claims: { ...claims, ...passwords },
    page: { outputClaims: ['newPassword', 'a'], validations: ['Copy'] },
    technicalProfiles:
      '<TechnicalProfile Id="Copy"><DisplayName>Copy</DisplayName><Protocol Name="Proprietary" Handler="Web.TPEngine.Providers.ClaimsTransformationProtocolProvider, Web.TPEngine, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null" /><OutputClaims><OutputClaim ClaimTypeReferenceId="a" /></OutputClaims><OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="CopyPassword" /></OutputClaimsTransformations></TechnicalProfile>',
    transformations:
      '<ClaimsTransformation Id="CopyPassword" TransformationMethod="CopyClaim"><InputClaims><InputClaim ClaimTypeReferenceId="newPassword" TransformationClaimType="inputClaim" /></InputClaims><OutputClaims><OutputClaim ClaimTypeReferenceId="a" TransformationClaimType="outputClaim" /></OutputClaims></ClaimsTransformation>',
    submit: { newPassword: 'one' },
    gives: { a: 'one' },
  },
  {
    name: 'puts the IP address of the browser into the claim that IpAddressClaimReferenceId names',
    page: {
      metadata: { IpAddressClaimReferenceId: 'b' },
      displayClaims: ['a'],
      outputClaims: ['a', 'b'],
    },
    submit: { a: '1' },
    gives: { a: '1', b: '203.0.113.7' },
  },
];

for (const { name, submit, gives, ...parts } of submitCases) {
  test(`a submitted page ${name}`, async (t) => {
    const journey = await openPage(t, { claims, ...parts });
    // As a browser may: also what the page has no field for.
    await journey.act({ kind: 'submit', claims: submit });
    if ('isAccepted' in journey.page && journey.page.isAccepted)
      await journey.act({ kind: 'confirm' });
    assert.deepEqual(outcomeOf(journey), gives);
  });
}
