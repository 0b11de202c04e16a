import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { adjustNumber } from '../../../compiler/transformations/adjust-number.ts';
import { assertNumber } from '../../../compiler/transformations/assert-number.ts';
import { convertNumberToStringClaim } from '../../../compiler/transformations/convert-number-to-string-claim.ts';
import { copyClaim } from '../../../compiler/transformations/copy-claim.ts';
import { doesClaimExist } from '../../../compiler/transformations/does-claim-exist.ts';
import { hash } from '../../../compiler/transformations/hash.ts';
import { nullClaim } from '../../../compiler/transformations/null-claim.ts';
import { exampleCall, testTransform } from '../../support/transformations.ts';

testTransform(copyClaim, [
  {
    name: 'copies a text',
    claims: { inputClaim: 'ana@x.example' },
    output: { outputClaim: 'ana@x.example' },
  },
  { name: 'copies a number', claims: { inputClaim: 0 }, output: { outputClaim: 0 } },
  { name: 'copies empty text', claims: { inputClaim: '' }, output: { outputClaim: '' } },
  {
    name: 'empties the output without a value',
    claims: { inputClaim: undefined },
    output: { outputClaim: null },
  },
]);

const existing = [
  { name: 'a text', inputClaim: 'x' },
  { name: 'empty text', inputClaim: '' },
  { name: 'zero', inputClaim: 0 },
  { name: 'false', inputClaim: false },
  { name: 'a long', inputClaim: 0n },
  { name: 'a date', inputClaim: new Date(0) },
  { name: 'an empty collection', inputClaim: [] },
  { name: 'a claim that is empty', inputClaim: null },
];
testTransform(doesClaimExist, [
  ...existing.map(({ name, inputClaim }) => ({
    name: `is true of ${name}`,
    claims: { inputClaim },
    output: { outputClaim: true },
  })),
  {
    name: 'is false of an absent claim',
    claims: { inputClaim: undefined },
    output: { outputClaim: false },
  },
]);

testTransform(nullClaim, [{ name: 'empties the claim', output: { claim_to_null: null } }]);

testTransform(hash, [
  {
    name: 'fails without the policy key',
    claims: { plaintext: 'a', salt: 'b' },
    parameters: { randomizerSecret: 'B2C_1A_Unknown' },
    fails: 'without a message',
  },
]);

test('Hash is 44 characters of base64, and depends on text, salt and secret alone', () => {
  const parameters = { randomizerSecret: 'B2C_1A_HashSecret' };
  const hashOf = (plaintext: string, salt: string, secret: string) =>
    hash.transform({ plaintext, salt }, parameters, { ...exampleCall, policyKey: () => secret })
      .hash;
  const inputs = fc.tuple(fc.string(), fc.string(), fc.string({ minLength: 1, maxLength: 32 }));
  fc.assert(
    fc.property(inputs, inputs, (first, second) => {
      assert.match(hashOf(...first), /^[A-Za-z0-9+/]{43}=$/);
      assert.equal(hashOf(...first), hashOf(...first));
      if (first.join('|') !== second.join('|'))
        assert.notEqual(hashOf(...first), hashOf(...second));
    }),
  );
});

test('Hash tells text from salt', () => {
  const parameters = { randomizerSecret: 'B2C_1A_HashSecret' };
  const one = hash.transform({ plaintext: 'bc', salt: 'a' }, parameters, exampleCall);
  const other = hash.transform({ plaintext: 'c', salt: 'ab' }, parameters, exampleCall);
  assert.notEqual(one.hash, other.hash);
});

testTransform(adjustNumber, [
  {
    name: 'adds 1',
    claims: { inputClaim: 41 },
    parameters: { Operator: 'INCREMENT' },
    output: { outputClaim: 42 },
  },
  {
    name: 'subtracts 1',
    claims: { inputClaim: 0 },
    parameters: { Operator: 'DECREMENT' },
    output: { outputClaim: -1 },
  },
  {
    name: 'takes an absent number for 0 when adding',
    claims: { inputClaim: undefined },
    parameters: { Operator: 'INCREMENT' },
    output: { outputClaim: 1 },
  },
  {
    name: 'takes an absent number for 0 when subtracting',
    claims: { inputClaim: undefined },
    parameters: { Operator: 'DECREMENT' },
    output: { outputClaim: -1 },
  },
  {
    name: 'fails above the largest int',
    claims: { inputClaim: 2_147_483_647 },
    parameters: { Operator: 'INCREMENT' },
    fails: 'without a message',
  },
  {
    name: 'fails below the smallest int',
    claims: { inputClaim: -2_147_483_648 },
    parameters: { Operator: 'DECREMENT' },
    fails: 'without a message',
  },
]);

const comparisons = [
  { Operator: 'LessThan', below: true, equal: false, above: false },
  { Operator: 'LessThanOrEqual', below: true, equal: true, above: false },
  { Operator: 'GreaterThan', below: false, equal: false, above: true },
  { Operator: 'GreaterThanOrEqual', below: false, equal: true, above: true },
  { Operator: 'Equal', below: false, equal: true, above: false },
  { Operator: 'NotEqual', below: true, equal: false, above: true },
] as const;
for (const { Operator, below, equal, above } of comparisons) {
  const results = [
    { inputClaim: 4, outputClaim: below },
    { inputClaim: 5, outputClaim: equal },
    { inputClaim: 6, outputClaim: above },
  ];
  testTransform(
    assertNumber,
    results.map(({ inputClaim, outputClaim }) => ({
      name: `finds that ${inputClaim} ${Operator} 5 is ${outputClaim}`,
      claims: { inputClaim },
      parameters: { Operator, CompareToValue: 5, throwError: false },
      output: { outputClaim },
    })),
  );
}

testTransform(assertNumber, [
  {
    name: 'fails where the comparison holds',
    claims: { inputClaim: 7 },
    parameters: { Operator: 'GreaterThan', CompareToValue: 5, throwError: true },
    fails: 'AssertNumberError',
  },
  {
    name: 'goes on where it does not',
    claims: { inputClaim: 3 },
    parameters: { Operator: 'GreaterThan', CompareToValue: 5, throwError: true },
    output: { outputClaim: undefined },
  },
  {
    name: 'fails without a value, though it need not fail',
    claims: { inputClaim: undefined },
    parameters: { Operator: 'GreaterThan', CompareToValue: 5, throwError: false },
    fails: 'AssertNumberError',
  },
]);

testTransform(convertNumberToStringClaim, [
  {
    name: 'keeps every digit',
    claims: { inputClaim: 9007199254740993n },
    output: { outputClaim: '9007199254740993' },
  },
  {
    name: 'keeps the sign',
    claims: { inputClaim: -9223372036854775808n },
    output: { outputClaim: '-9223372036854775808' },
  },
  {
    name: 'is empty without a value',
    claims: { inputClaim: undefined },
    output: { outputClaim: null },
  },
]);
