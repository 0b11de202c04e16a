import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addItemToStringCollection } from '../../../compiler/transformations/add-item-to-string-collection.ts';
import { addParameterToStringCollection } from '../../../compiler/transformations/add-parameter-to-string-collection.ts';
import { changeCase } from '../../../compiler/transformations/change-case.ts';
import { getMappedValueFromLocalizedCollection } from '../../../compiler/transformations/get-mapped-value-from-localized-collection.ts';
import { getSingleItemFromStringCollection } from '../../../compiler/transformations/get-single-item-from-string-collection.ts';
import { lookupValue } from '../../../compiler/transformations/lookup-value.ts';
import { parseDomain } from '../../../compiler/transformations/parse-domain.ts';
import { stringCollectionContains } from '../../../compiler/transformations/string-collection-contains.ts';
import { stringCollectionContainsClaim } from '../../../compiler/transformations/string-collection-contains-claim.ts';
import { stringJoin } from '../../../compiler/transformations/string-join.ts';
import { stringReplace } from '../../../compiler/transformations/string-replace.ts';
import { stringSplit } from '../../../compiler/transformations/string-split.ts';
import { stringSubstring } from '../../../compiler/transformations/string-substring.ts';
import { testTransform } from '../../support/transformations.ts';

const cased = [
  { name: 'LOWER', toCase: 'LOWER', from: 'Ana@X.Example', to: 'ana@x.example' },
  { name: 'UPPER', toCase: 'UPPER', from: 'ana 😀 ÿ', to: 'ANA 😀 Ÿ' },
  { name: 'UPPER keeps what would grow', toCase: 'UPPER', from: 'straße', to: 'STRAßE' },
  { name: 'UPPER keeps ı', toCase: 'UPPER', from: 'ıi', to: 'ıI' },
  { name: 'LOWER keeps İ', toCase: 'LOWER', from: 'İI', to: 'İi' },
  { name: 'LOWER knows one sigma', toCase: 'LOWER', from: 'ΟΔΟΣ', to: 'οδοσ' },
  { name: 'LOWER of empty text', toCase: 'LOWER', from: '', to: '' },
] as const;
testTransform(
  changeCase,
  cased.map(({ name, toCase, from, to }) => ({
    name,
    claims: { inputClaim1: from },
    parameters: { toCase },
    output: { outputClaim: to },
  })),
);

const countries = {
  otherInputParameters: [
    { name: 'no', dataType: 'string', value: '47' },
    { name: 'se', dataType: 'string', value: '46' },
  ],
} as const;
testTransform(lookupValue, [
  {
    name: 'finds a parameter',
    claims: { inputParameterId: 'se' },
    parameters: { errorOnFailedLookup: true },
    call: countries,
    output: { outputClaim: '46' },
  },
  {
    name: 'fails for a value that no parameter has',
    claims: { inputParameterId: 'SE' },
    parameters: { errorOnFailedLookup: true },
    call: countries,
    fails: 'LookupNotFound',
  },
  {
    name: 'gives empty text if it may fail',
    claims: { inputParameterId: 'dk' },
    parameters: { errorOnFailedLookup: false },
    call: countries,
    output: { outputClaim: '' },
  },
  {
    name: 'finds nothing without a value',
    claims: { inputParameterId: undefined },
    parameters: { errorOnFailedLookup: true },
    call: countries,
    fails: 'LookupNotFound',
  },
]);

const ages = {
  restrictionOf: () => ({
    options: [
      { text: 'E1', value: 'Too young' },
      { text: 'E1', value: 'never reached' },
    ],
    predicateGroups: [],
  }),
};
testTransform(getMappedValueFromLocalizedCollection, [
  {
    name: 'finds the value of a text',
    claims: { mapFromClaim: 'E1' },
    call: ages,
    output: { restrictionValueClaim: 'Too young' },
  },
  {
    name: 'is empty for another text',
    claims: { mapFromClaim: 'Too young' },
    call: ages,
    output: { restrictionValueClaim: null },
  },
]);

const addresses = [
  { name: 'an address', emailAddress: 'ana@shop.example', domain: 'shop.example' },
  { name: 'what is no address', emailAddress: 'ana', domain: '' },
  { name: 'an address without a domain', emailAddress: 'ana@', domain: '' },
  { name: 'two signs', emailAddress: '"a@b"@shop.example', domain: 'shop.example' },
  { name: 'empty text', emailAddress: '', domain: '' },
  { name: 'no value', emailAddress: undefined, domain: '' },
];
testTransform(
  parseDomain,
  addresses.map(({ name, emailAddress, domain }) => ({
    name: `of ${name}`,
    claims: { emailAddress },
    output: { domain },
  })),
);

testTransform(stringJoin, [
  {
    name: 'joins items',
    claims: { inputClaim: ['a', 'b'] },
    parameters: { delimiter: ';' },
    output: { outputClaim: 'a;b' },
  },
  {
    name: 'joins with nothing',
    claims: { inputClaim: ['a', 'b'] },
    parameters: { delimiter: '' },
    output: { outputClaim: 'ab' },
  },
  {
    name: 'gives empty text without a value',
    claims: { inputClaim: undefined },
    parameters: { delimiter: ';' },
    output: { outputClaim: '' },
  },
]);

testTransform(stringSplit, [
  {
    name: 'keeps empty items',
    claims: { inputClaim: 'a,b,,c' },
    parameters: { delimiter: ',' },
    output: { outputClaim: ['a', 'b', '', 'c'] },
  },
  {
    name: 'splits at the whole delimiter',
    claims: { inputClaim: 'a, b,c' },
    parameters: { delimiter: ', ' },
    output: { outputClaim: ['a', 'b,c'] },
  },
  {
    name: 'takes no delimiter for a regular expression',
    claims: { inputClaim: 'a.b|c' },
    parameters: { delimiter: '.' },
    output: { outputClaim: ['a', 'b|c'] },
  },
  {
    name: 'splits nothing at an empty delimiter',
    claims: { inputClaim: 'ab' },
    parameters: { delimiter: '' },
    output: { outputClaim: ['ab'] },
  },
]);

test('StringJoin puts together again what StringSplit took apart', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ maxLength: 2 }), (text, delimiter) => {
      const split = stringSplit.transform({ inputClaim: text }, { delimiter }).outputClaim;
      const joined = stringJoin.transform({ inputClaim: split }, { delimiter });
      assert.deepEqual(joined, { outputClaim: text });
    }),
  );
});

testTransform(stringReplace, [
  {
    name: 'replaces all',
    claims: { inputClaim: '1-2-3' },
    parameters: { oldValue: '-', newValue: '' },
    output: { outputClaim: '123' },
  },
  {
    name: 'takes $& as text',
    claims: { inputClaim: 'a.b' },
    parameters: { oldValue: '.', newValue: '$&$1' },
    output: { outputClaim: 'a$&$1b' },
  },
  {
    name: 'looks at case',
    claims: { inputClaim: 'Aa' },
    parameters: { oldValue: 'a', newValue: 'b' },
    output: { outputClaim: 'Ab' },
  },
  {
    name: 'fails for an empty oldValue',
    claims: { inputClaim: 'a' },
    parameters: { oldValue: '', newValue: 'b' },
    fails: 'without a message',
  },
]);

const parts = [
  { name: 'the beginning', inputClaim: 'NO-8812', startIndex: 0, length: 2, outputClaim: 'NO' },
  { name: 'the end', inputClaim: 'NO-8812', startIndex: 3, length: 4, outputClaim: '8812' },
  { name: 'nothing at the end', inputClaim: 'NO', startIndex: 2, length: 0, outputClaim: '' },
  { name: 'half a character', inputClaim: '😀', startIndex: 0, length: 1, outputClaim: '\uD83D' },
];
testTransform(
  stringSubstring,
  parts.map(({ name, inputClaim, startIndex, length, outputClaim }) => ({
    name: `takes ${name}`,
    claims: { inputClaim },
    parameters: { startIndex, length },
    output: { outputClaim },
  })),
);
testTransform(
  stringSubstring,
  [
    { name: 'beyond the end', startIndex: 1, length: 2 },
    { name: 'before the beginning', startIndex: -1, length: 1 },
    { name: 'less than nothing', startIndex: 1, length: -1 },
  ].map(({ name, startIndex, length }) => ({
    name: `fails ${name}`,
    claims: { inputClaim: 'NO' },
    parameters: { startIndex, length },
    fails: 'without a message',
  })),
);

testTransform(addItemToStringCollection, [
  {
    name: 'appends',
    claims: { item: 'b', collection: ['a'] },
    output: { collection: ['a', 'b'] },
  },
  {
    name: 'adds nothing twice',
    claims: { item: 'a', collection: ['a', 'b'] },
    output: { collection: ['a', 'b'] },
  },
  {
    name: 'tells case apart',
    claims: { item: 'A', collection: ['a'] },
    output: { collection: ['a', 'A'] },
  },
  {
    name: 'begins a collection',
    claims: { item: '', collection: undefined },
    output: { collection: [''] },
  },
  {
    name: 'copies the collection without an item',
    claims: { item: undefined, collection: ['a'] },
    output: { collection: ['a'] },
  },
  {
    name: 'does nothing without either',
    claims: { item: undefined, collection: undefined },
    output: { collection: undefined },
  },
]);

testTransform(addParameterToStringCollection, [
  {
    name: 'appends',
    claims: { collection: ['a'] },
    parameters: { item: 'z' },
    output: { collection: ['a', 'z'] },
  },
  {
    name: 'begins a collection',
    claims: { collection: undefined },
    parameters: { item: 'z' },
    output: { collection: ['z'] },
  },
  {
    name: 'adds nothing twice',
    claims: { collection: ['z'] },
    parameters: { item: 'z' },
    output: { collection: ['z'] },
  },
]);

test('AddItemToStringCollection leaves its input as it was', () => {
  const collection = Object.freeze(['a']);
  const output = addItemToStringCollection.transform({ item: 'b', collection });
  assert.deepEqual(output, { collection: ['a', 'b'] });
});

testTransform(getSingleItemFromStringCollection, [
  {
    name: 'takes the first item',
    claims: { collection: ['x', 'y'] },
    output: { extractedItem: 'x' },
  },
  {
    name: 'is empty for an empty collection',
    claims: { collection: [] },
    output: { extractedItem: null },
  },
  {
    name: 'is empty without a value',
    claims: { collection: undefined },
    output: { extractedItem: null },
  },
]);

testTransform(stringCollectionContains, [
  {
    name: 'ignores case if asked to',
    claims: { inputClaim: ['Read', 'Write'] },
    parameters: { item: 'write', ignoreCase: 'true' },
    output: { outputClaim: true },
  },
  {
    name: 'looks at case',
    claims: { inputClaim: ['Read', 'Write'] },
    parameters: { item: 'write', ignoreCase: 'false' },
    output: { outputClaim: false },
  },
  {
    name: 'takes whole items',
    claims: { inputClaim: ['Writer'] },
    parameters: { item: 'Write', ignoreCase: 'true' },
    output: { outputClaim: false },
  },
  {
    name: 'is false without a value',
    claims: { inputClaim: undefined },
    parameters: { item: '', ignoreCase: 'true' },
    output: { outputClaim: false },
  },
]);

testTransform(stringCollectionContainsClaim, [
  {
    name: 'looks at case',
    claims: { collection: ['a', 'b'], item: 'B' },
    parameters: { ignoreCase: 'false' },
    output: { outputClaim: false },
  },
  {
    name: 'ignores case if asked to',
    claims: { collection: ['a', 'b'], item: 'B' },
    parameters: { ignoreCase: 'true' },
    output: { outputClaim: true },
  },
  {
    name: 'is false without an item',
    claims: { collection: ['a'], item: undefined },
    parameters: { ignoreCase: 'true' },
    output: { outputClaim: false },
  },
]);
