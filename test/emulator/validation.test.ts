import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  field,
  openPage,
  outcomeOf,
  type ProfileParts,
  profile,
  setting,
} from '../support/emulated-page.ts';

const claims = { a: field('a'), b: field('b'), c: field('c'), isNew: 'boolean' };

const transformations =
  '<ClaimsTransformation Id="AssertNew" TransformationMethod="AssertBooleanClaimIsEqualToValue"><InputClaims><InputClaim ClaimTypeReferenceId="isNew" TransformationClaimType="inputClaim" /></InputClaims><InputParameters><InputParameter Id="valueToCompareTo" DataType="boolean" Value="true" /></InputParameters></ClaimsTransformation>';

/** Refuses whatever is submitted. */
const refusing = profile('Refuse', 'claimsTransformation', {
  outputClaims: ['isNew DefaultValue="false"'],
}).replace(
  '</TechnicalProfile>',
  '<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="AssertNew" /></OutputClaimsTransformations></TechnicalProfile>',
);

const reference = (id: string, attributes: string, preconditions = '') =>
  `<ValidationTechnicalProfile ReferenceId="${id}" ${attributes}>${preconditions}</ValidationTechnicalProfile>`;
const skipIfExists = (id: string) =>
  `<Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>${id}</Value><Action>SkipThisValidationTechnicalProfile</Action></Precondition></Preconditions>`;
const refused = 'Unable to validate the information provided.';
const setB = setting('SetB', { b: 'set' });
const setC = setting('SetC', { c: 'set' });

interface Case {
  readonly name: string;
  readonly page: ProfileParts;
  readonly gives: unknown;
}

const cases: readonly Case[] = [
  {
    name: 'run in their order',
    page: {
      displayClaims: ['a'],
      outputClaims: ['a', 'b', 'c'],
      validations: ['SetB', reference('SetC', '', skipIfExists('b'))],
    },
    gives: { a: '1', b: 'set' },
  },
  {
    name: 'see what was typed',
    page: {
      displayClaims: ['a'],
      outputClaims: ['b'],
      validations: [reference('SetB', '', skipIfExists('a'))],
    },
    gives: {},
  },
  {
    name: 'leave the page only with what is its OutputClaim',
    page: { displayClaims: ['a'], outputClaims: ['c'], validations: ['SetB', 'SetC'] },
    gives: { c: 'set' },
  },
  {
    name: 'refuse',
    page: { displayClaims: ['a'], outputClaims: ['a', 'b'], validations: ['Refuse', 'SetB'] },
    gives: refused,
  },
  {
    name: 'go on after an error with ContinueOnError',
    page: {
      displayClaims: ['a'],
      outputClaims: ['b'],
      validations: [reference('Refuse', 'ContinueOnError="true"'), 'SetB'],
    },
    gives: { b: 'set' },
  },
  {
    name: 'end with success where ContinueOnSuccess is false',
    page: {
      displayClaims: ['a'],
      outputClaims: ['b', 'c'],
      validations: [reference('SetB', 'ContinueOnSuccess="false"'), 'SetC', 'Refuse'],
    },
    gives: { b: 'set' },
  },
  {
    name: 'go on after an error although ContinueOnSuccess is false',
    page: {
      displayClaims: ['a'],
      outputClaims: ['b'],
      validations: [
        reference('Refuse', 'ContinueOnError="true" ContinueOnSuccess="false"'),
        'SetB',
      ],
    },
    gives: { b: 'set' },
  },
  {
    name: 'are no pages',
    page: { displayClaims: ['a'], validations: ['Other'] },
    gives: '"Other" is a page: no validation technical profile.',
  },
  {
    name: 'must exist',
    page: { displayClaims: ['a'], validations: ['Nowhere'] },
    gives: 'There is no technical profile "Nowhere".',
  },
];

for (const { name, page, gives } of cases) {
  test(`validation technical profiles ${name}`, async (t) => {
    const other = profile('Other', 'selfAsserted', { outputClaims: ['a'] });
    const journey = await openPage(t, {
      ...{ claims, transformations, page },
      technicalProfiles: refusing + setB + setC + other,
    });
    await journey.submit({ a: '1' });
    assert.deepEqual(outcomeOf(journey), gives);
  });
}

test('what validation profiles returned before a refusal is gone with the next submission', async (t) => {
  const journey = await openPage(t, {
    ...{ claims, transformations },
    page: {
      displayClaims: ['a Required="true"'],
      outputClaims: ['a', 'b', 'c'],
      validations: [
        reference('SetB', '', skipIfExists('c')),
        reference('Refuse', '', skipIfExists('c')),
      ],
      inputClaims: [],
    },
    technicalProfiles: refusing + setB,
  });
  await journey.submit({ a: '1' });
  assert.equal(outcomeOf(journey), refused);
  assert.deepEqual(journey.claims, {});
});
