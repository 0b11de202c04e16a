import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field } from '../../../emulator/page.ts';
import {
  field,
  formOf,
  openPage,
  options,
  outcomeOf,
  type PageParts,
  profile,
  setting,
} from '../../support/emulated-page.ts';

const claims = {
  a: field('a'),
  b: field('b'),
  c: field('c'),
  shown: field('shown', '', 'string', 'Readonly'),
  text: field('text', '', 'string', 'Paragraph'),
  flag: 'boolean',
};

interface ShownCase extends Omit<PageParts, 'claims'> {
  readonly name: string;
  readonly claims?: PageParts['claims'];
  /** Of each field what the row is about. */
  readonly look: (field: Field) => unknown;
  readonly shows: readonly unknown[];
}

const id = ({ claimTypeReferenceId }: Field) => claimTypeReferenceId;
const filled = ({ claimTypeReferenceId, value }: Field) => [claimTypeReferenceId, value];

const shownCases: readonly ShownCase[] = [
  {
    name: 'shows its OutputClaims in their order, but those with a DefaultValue or of a validation profile',
    page: {
      outputClaims: ['c', 'a', 'flag DefaultValue="true"', 'b'],
      validations: ['Validate'],
    },
    technicalProfiles: setting('Validate', { b: '1' }),
    look: id,
    shows: ['c', 'a'],
  },
  {
    name: 'shows exactly its DisplayClaims where it has any',
    page: { displayClaims: ['b'], outputClaims: ['a', 'b', 'c'] },
    look: id,
    shows: ['b'],
  },
  {
    name: 'shows a claim that has a value already',
    before: { a: '1' },
    page: { outputClaims: ['a'] },
    look: id,
    shows: ['a'],
  },
  {
    name: 'fills what is an InputClaim and nothing else',
    before: { a: '1', b: '2', shown: '3', text: '4' },
    page: { inputClaims: ['a', 'text'], outputClaims: ['a', 'b', 'shown', 'text'] },
    look: filled,
    shows: [
      ['a', '1'],
      ['b', undefined],
      ['shown', undefined],
      ['text', '4'],
    ],
  },
  {
    name: 'fills a field with the DefaultValue of its InputClaim',
    page: { inputClaims: ['a DefaultValue="x"'], outputClaims: ['a'] },
    look: filled,
    shows: [['a', 'x']],
  },
  {
    name: 'never fills a password',
    claims: { secret: field('secret', '', 'string', 'Password') },
    page: { inputClaims: ['secret DefaultValue="x"'], outputClaims: ['secret'] },
    look: filled,
    shows: [['secret', undefined]],
  },
  {
    name: 'locks Readonly and Paragraph',
    page: { displayClaims: ['a', 'shown', 'text'] },
    look: ({ isReadOnly }) => isReadOnly,
    shows: [false, true, true],
  },
  {
    name: 'says what is required: by the DisplayClaim, or by the OutputClaim',
    page: {
      displayClaims: ['a Required="true"', 'b', 'c'],
      outputClaims: ['a', 'b Required="true"', 'c'],
    },
    look: ({ isRequired }) => isRequired,
    shows: [true, true, false],
  },
  {
    name: 'covers as many leading characters as a Simple mask has, and keeps the value for itself',
    claims: {
      a: '<ClaimType Id="a"><DisplayName>a</DisplayName><DataType>string</DataType><Mask Type="Simple">XXX-XXX-</Mask><UserInputType>Readonly</UserInputType></ClaimType>',
    },
    before: { a: '324-232-4343' },
    page: { inputClaims: ['a'], displayClaims: ['a'] },
    look: ({ value, maskedValue }) => [value, maskedValue],
    shows: [[undefined, 'XXX-XXX-4343']],
  },
  {
    name: 'covers what a Regex mask finds, its groups named as .NET names them',
    claims: {
      a: '<ClaimType Id="a"><DisplayName>a</DisplayName><DataType>string</DataType><Mask Type="Regex" Regex="(?&lt;=.)(?\'inner\'.)(?=.*@)">*</Mask><UserInputType>Readonly</UserInputType></ClaimType>',
      b: `<ClaimType Id="b"><DisplayName>b</DisplayName><DataType>string</DataType><Mask Type="Regex" Regex="\\A(?'first'.).*@">\${first}…@</Mask><UserInputType>Readonly</UserInputType></ClaimType>`,
      c: '<ClaimType Id="c"><DisplayName>c</DisplayName><DataType>string</DataType><Mask Type="Regex" Regex="[a-z-[aeiou]]">*</Mask><UserInputType>Readonly</UserInputType></ClaimType>',
    },
    before: { a: 'ada@example.org', b: 'ada@example.org', c: 'not runnable' },
    page: { inputClaims: ['a', 'b', 'c'], displayClaims: ['a', 'b', 'c'] },
    look: ({ maskedValue }) => maskedValue,
    shows: ['a**@example.org', 'a…@example.org', '****'],
  },
  {
    name: 'offers options, those chosen that the claim has',
    claims: {
      a: field('a', options('x', 'y'), 'string', 'DropdownSingleSelect'),
      b: field('b', options('x', 'y', 'z'), 'string', 'CheckboxMultiSelect'),
    },
    before: { a: 'y', b: 'x,z' },
    page: { inputClaims: ['a', 'b'], outputClaims: ['a', 'b'] },
    look: ({ options: offered }) => offered?.filter((each) => each.isSelected).map((e) => e.value),
    shows: [['y'], ['x', 'z']],
  },
];

for (const { name, look, shows, ...parts } of shownCases) {
  test(`a self-asserted page ${name}`, async (t) => {
    const journey = await openPage(t, { claims, ...parts });
    assert.deepEqual(formOf(journey).fields.map(look), shows);
  });
}

test('a page without fields is skipped: claims stay, defaults are set, nothing is validated', async (t) => {
  const journey = await openPage(t, {
    claims,
    before: { a: 'kept' },
    page: {
      outputClaims: ['a DefaultValue="x"', 'flag DefaultValue="true"'],
      validations: ['Validate'],
    },
    technicalProfiles: setting('Validate', { a: 'validated' }),
  });
  assert.deepEqual(outcomeOf(journey), { a: 'kept', flag: true });
});

test('a page on which nothing can be filled is shown, and nothing is validated', async (t) => {
  const journey = await openPage(t, {
    claims,
    page: { displayClaims: ['text'], outputClaims: ['a'], validations: ['Validate'] },
    technicalProfiles: setting('Validate', { a: 'validated' }),
  });
  await journey.submit({});
  assert.deepEqual(outcomeOf(journey), {});
});

test('a page goes on only after a submission that was accepted', async (t) => {
  const journey = await openPage(t, { claims, page: { outputClaims: ['a'] } });
  await journey.act({ kind: 'confirm' });
  assert.equal(outcomeOf(journey), 'AADB2C90255: The claims exchange did not complete.');
});

test('cancel ends the journey in the words of the page', async (t) => {
  const journey = await openPage(t, { claims, page: { outputClaims: ['a'] } });
  await journey.cancel();
  assert.equal(
    outcomeOf(journey),
    'AADB2C90091: The user has cancelled entering self-asserted information.',
  );
});

test('the second claim of a combined page is its last', async (t) => {
  const journey = await openPage(t, {
    claims,
    page: {},
    technicalProfiles: profile('SignIn', 'selfAsserted', { outputClaims: ['a', 'b', 'c'] }),
    steps:
      '<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp"><ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="S" /></ClaimsProviderSelections><ClaimsExchanges><ClaimsExchange Id="S" TechnicalProfileReferenceId="SignIn" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="Answer" />',
  });
  assert.deepEqual(formOf(journey).fields.map(id), ['a', 'b']);
});

test('the DefaultValue of an InputClaim that the page does not show leaves nothing behind', async (t) => {
  const journey = await openPage(t, {
    claims: { a: field('a'), kept: 'string' },
    page: {
      inputClaims: ['kept DefaultValue="x"'],
      displayClaims: ['a'],
      outputClaims: ['a', 'kept'],
    },
  });
  await journey.submit({ a: '1' });
  assert.deepEqual(outcomeOf(journey), { a: '1' });
});
