import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { NamedClaim } from '../../../compiler/define-transformation.ts';
import { createJsonArray } from '../../../compiler/transformations/create-json-array.ts';
import { generateJson } from '../../../compiler/transformations/generate-json.ts';
import { getClaimFromJson } from '../../../compiler/transformations/get-claim-from-json.ts';
import { getClaimsFromJsonArray } from '../../../compiler/transformations/get-claims-from-json-array.ts';
import { getClaimsFromJsonArrayV2 } from '../../../compiler/transformations/get-claims-from-json-array-v2.ts';
import { getNumericClaimFromJson } from '../../../compiler/transformations/get-numeric-claim-from-json.ts';
import { getSingleItemFromJson } from '../../../compiler/transformations/get-single-item-from-json.ts';
import { getSingleValueFromJsonArray } from '../../../compiler/transformations/get-single-value-from-json-array.ts';
import { xmlStringToJsonString } from '../../../compiler/transformations/xml-string-to-json-string.ts';
import { exampleCall, testTransform } from '../../support/transformations.ts';

testTransform(createJsonArray, [
  {
    name: 'escapes quotes',
    claims: { inputClaim: 'a"b' },
    output: { outputClaim: '["a\\"b"]' },
  },
  { name: 'takes empty text', claims: { inputClaim: '' }, output: { outputClaim: '[""]' } },
  {
    name: 'does not read what looks like JSON',
    claims: { inputClaim: '["x"]' },
    output: { outputClaim: '["[\\"x\\"]"]' },
  },
]);

test('CreateJsonArray and GetSingleValueFromJsonArray are inverse', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (inputClaim) => {
      const { outputClaim: inputJsonClaim } = createJsonArray.transform({ inputClaim });
      const { extractedClaim } = getSingleValueFromJsonArray.transform({ inputJsonClaim });
      assert.equal(extractedClaim, inputClaim);
    }),
  );
});

const text = (name: string, value: string | undefined): NamedClaim => {
  return { name, dataType: 'string', value };
};

testTransform(generateJson, [
  {
    name: 'builds objects and lists, claims before parameters',
    call: {
      otherInputClaims: [text('user.mail', 'ana@x.example'), text('tags.0', 'new')],
      otherInputParameters: [
        { name: 'user.level', dataType: 'long', value: 3n },
        { name: 'tags.1', dataType: 'string', value: 'web' },
      ],
    },
    output: {
      outputClaim: '{"user":{"mail":"ana@x.example","level":3},"tags":["new","web"]}',
    },
  },
  {
    name: 'builds lists of objects',
    call: {
      otherInputClaims: [text('to.0.email', 'a@x.example'), text('to.1.email', 'b@x.example')],
    },
    output: { outputClaim: '{"to":[{"email":"a@x.example"},{"email":"b@x.example"}]}' },
  },
  {
    name: 'builds a list at the top',
    call: { otherInputClaims: [text('0', 'a'), text('1', 'b')] },
    output: { outputClaim: '["a","b"]' },
  },
  {
    name: 'builds an empty object of nothing',
    output: { outputClaim: '{}' },
  },
  {
    name: 'escapes JSON in a text',
    call: { otherInputClaims: [text('a', '{"b":"$&"}')] },
    output: { outputClaim: '{"a":"{\\"b\\":\\"$&\\"}"}' },
  },
  {
    name: 'writes every DataType in its JSON form',
    call: {
      otherInputClaims: [
        { name: 'int', dataType: 'int', value: -1 },
        { name: 'long', dataType: 'long', value: 9007199254740993n },
        { name: 'boolean', dataType: 'boolean', value: false },
        { name: 'dateTime', dataType: 'dateTime', value: new Date('2024-04-02T09:30:00Z') },
        { name: 'date', dataType: 'date', value: '2024-04-02' },
        { name: 'phone', dataType: 'phoneNumber', value: '+4712345678' },
      ],
    },
    output: {
      outputClaim:
        '{"int":-1,"long":9007199254740993,"boolean":false,"dateTime":"2024-04-02T09:30:00.0000000Z","date":"2024-04-02","phone":"+4712345678"}',
    },
  },
  {
    name: 'leaves out claims without a value, and closes their gaps',
    call: {
      otherInputClaims: [text('a', undefined), text('b.0', undefined), text('b.1', 'x')],
    },
    output: { outputClaim: '{"b":["x"]}' },
  },
  {
    name: 'keeps empty text',
    call: { otherInputClaims: [text('a', '')] },
    output: { outputClaim: '{"a":""}' },
  },
  {
    name: 'takes any key, those of prototypes too',
    call: { otherInputClaims: [text('__proto__.x-y', '1'), text('constructor', '2')] },
    output: { outputClaim: '{"__proto__":{"x-y":"1"},"constructor":"2"}' },
  },
  {
    name: 'refuses a gap',
    call: { otherInputClaims: [text('a.0', 'x'), text('a.2', 'y')] },
    fails: 'without a message',
  },
  {
    name: 'refuses a path that is another one',
    call: { otherInputClaims: [text('a', 'x'), text('a', 'y')] },
    fails: 'without a message',
  },
  {
    name: 'refuses a path through a text',
    call: { otherInputClaims: [text('a', 'x'), text('a.b', 'y')] },
    fails: 'without a message',
  },
  {
    name: 'refuses a list that is an object too',
    call: { otherInputClaims: [text('a.0', 'x'), text('a.b', 'y')] },
    fails: 'without a message',
  },
  {
    name: 'refuses an index that nobody means',
    call: { otherInputClaims: [text('a.999999999', 'x')] },
    fails: 'without a message',
  },
  {
    name: 'refuses an empty part of a path',
    call: { otherInputClaims: [text('a..b', 'x')] },
    fails: 'without a message',
  },
]);

test('what GenerateJson writes at a path can be read there', () => {
  const key = fc.stringMatching(/^[a-z][a-z-]{0,5}$/);
  fc.assert(
    fc.property(key, key, fc.string({ unit: 'binary' }), (outer, inner, value) => {
      const otherInputClaims = [text(`${outer}.0.${inner}`, value)];
      const { outputClaim } = generateJson.transform({}, {}, { ...exampleCall, otherInputClaims });
      assert.equal(JSON.parse(outputClaim)[outer][0][inner], value);
    }),
  );
});

testTransform(getClaimFromJson, [
  {
    name: 'takes a property',
    claims: { inputJson: '{"city":"Oslo","zip":"0150"}' },
    parameters: { claimToExtract: 'zip' },
    output: { extractedClaim: '0150' },
  },
  {
    name: 'keeps the digits of a number',
    claims: { inputJson: '{"id":9007199254740993}' },
    parameters: { claimToExtract: 'id' },
    output: { extractedClaim: '9007199254740993' },
  },
  {
    name: 'takes an object as JSON',
    claims: { inputJson: '{"a":{"b":[1,true]}}' },
    parameters: { claimToExtract: 'a' },
    output: { extractedClaim: '{"b":[1,true]}' },
  },
  {
    name: 'is empty for null',
    claims: { inputJson: '{"a":null}' },
    parameters: { claimToExtract: 'a' },
    output: { extractedClaim: null },
  },
  {
    name: 'takes empty text',
    claims: { inputJson: '{"a":""}' },
    parameters: { claimToExtract: 'a' },
    output: { extractedClaim: '' },
  },
  {
    name: 'takes no path',
    claims: { inputJson: '{"a":{"b":"c"}}' },
    parameters: { claimToExtract: 'a.b' },
    fails: 'without a message',
  },
  {
    name: 'sees no property of the prototype',
    claims: { inputJson: '{}' },
    parameters: { claimToExtract: 'toString' },
    fails: 'without a message',
  },
  {
    name: 'refuses broken JSON',
    claims: { inputJson: '{"a":' },
    parameters: { claimToExtract: 'a' },
    fails: 'without a message',
  },
  {
    name: 'refuses a list',
    claims: { inputJson: '["a"]' },
    parameters: { claimToExtract: '0' },
    fails: 'without a message',
  },
  {
    name: 'refuses JSON that nests without end',
    claims: { inputJson: `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
    parameters: { claimToExtract: 'a' },
    fails: 'without a message',
  },
]);

const items = {
  errorOnMissingClaims: false,
  includeEmptyClaims: false,
  jsonSourceKeyName: 'k',
  jsonSourceValueName: 'v',
} as const;
const wanted = [
  { name: 'age', dataType: 'int' },
  { name: 'vip', dataType: 'boolean' },
  { name: 'nick', dataType: 'string' },
  { name: 'since', dataType: 'dateTime' },
] as const;

testTransform(getClaimsFromJsonArray, [
  {
    name: 'takes what there is, each in its DataType',
    claims: {
      jsonSource: '[{"k":"age","v":31},{"k":"vip","v":true},{"k":"since","v":"2024-01-01"}]',
    },
    parameters: items,
    call: { otherOutputClaims: wanted },
    output: {
      otherOutputClaims: new Map<string, number | boolean | Date>([
        ['age', 31],
        ['vip', true],
        ['since', new Date('2024-01-01T00:00:00Z')],
      ]),
    },
  },
  {
    name: 'reads values that are text',
    claims: { jsonSource: '[{"k":"age","v":"31"},{"k":"vip","v":"True"},{"k":"nick","v":5}]' },
    parameters: items,
    call: { otherOutputClaims: wanted },
    output: {
      otherOutputClaims: new Map<string, number | boolean | string>([
        ['age', 31],
        ['vip', true],
        ['nick', '5'],
      ]),
    },
  },
  {
    name: 'fails for a missing item if it must',
    claims: { jsonSource: '[{"k":"age","v":31}]' },
    parameters: { ...items, errorOnMissingClaims: true },
    call: { otherOutputClaims: wanted },
    fails: 'without a message',
  },
  {
    name: 'leaves out empty values',
    claims: { jsonSource: '[{"k":"nick","v":""},{"k":"age","v":null},{"k":"vip"}]' },
    parameters: { ...items, errorOnMissingClaims: true },
    call: { otherOutputClaims: wanted.slice(0, 3) },
    output: { otherOutputClaims: new Map() },
  },
  {
    name: 'writes empty values if asked to',
    claims: { jsonSource: '[{"k":"nick","v":""},{"k":"age","v":null}]' },
    parameters: { ...items, includeEmptyClaims: true },
    call: { otherOutputClaims: wanted },
    output: {
      otherOutputClaims: new Map<string, string | null>([
        ['age', null],
        ['nick', ''],
      ]),
    },
  },
  {
    name: 'takes the first of two items with one key',
    claims: { jsonSource: '[{"k":"nick","v":"a"},{"k":"nick","v":"b"}]' },
    parameters: items,
    call: { otherOutputClaims: wanted },
    output: { otherOutputClaims: new Map([['nick', 'a']]) },
  },
  {
    name: 'refuses a value of another type',
    claims: { jsonSource: '[{"k":"age","v":"old"}]' },
    parameters: items,
    call: { otherOutputClaims: wanted },
    fails: 'without a message',
  },
  {
    name: 'refuses an item that is no object',
    claims: { jsonSource: '["age"]' },
    parameters: items,
    fails: 'without a message',
  },
  {
    name: 'refuses what is no array',
    claims: { jsonSource: '{"k":"age","v":31}' },
    parameters: items,
    fails: 'without a message',
  },
]);

testTransform(getClaimsFromJsonArrayV2, [
  {
    name: 'takes the items of a collection',
    claims: { jsonSource: ['{"k":"age","v":31}', '{"k":"nick","v":"a"}'] },
    parameters: items,
    call: { otherOutputClaims: wanted },
    output: {
      otherOutputClaims: new Map<string, number | string>([
        ['age', 31],
        ['nick', 'a'],
      ]),
    },
  },
  {
    name: 'refuses an item that is no JSON',
    claims: { jsonSource: ['age'] },
    parameters: items,
    fails: 'without a message',
  },
]);

testTransform(getNumericClaimFromJson, [
  {
    name: 'takes a number',
    claims: { inputJson: '{"pts":120}' },
    parameters: { claimToExtract: 'pts' },
    output: { extractedClaim: 120n },
  },
  {
    name: 'keeps every digit',
    claims: { inputJson: '{"pts":-9007199254740993}' },
    parameters: { claimToExtract: 'pts' },
    output: { extractedClaim: -9007199254740993n },
  },
  {
    name: 'refuses a fraction',
    claims: { inputJson: '{"pts":1.5}' },
    parameters: { claimToExtract: 'pts' },
    fails: 'without a message',
  },
  {
    name: 'refuses what no long can hold',
    claims: { inputJson: '{"pts":9223372036854775808}' },
    parameters: { claimToExtract: 'pts' },
    fails: 'without a message',
  },
  {
    name: 'refuses words',
    claims: { inputJson: '{"pts":"many"}' },
    parameters: { claimToExtract: 'pts' },
    fails: 'without a message',
  },
]);

testTransform(getSingleItemFromJson, [
  {
    name: 'takes the first property',
    claims: { inputJson: '{"plan":"gold","x":1}' },
    output: { key: 'plan', value: 'gold' },
  },
  {
    name: 'goes by the order of the document, numbers too',
    claims: { inputJson: ' {\n"b\\"é": 2, "1": 3}' },
    output: { key: 'b"é', value: '2' },
  },
  {
    name: 'refuses an empty object',
    claims: { inputJson: '{}' },
    fails: 'without a message',
  },
  {
    name: 'refuses plain text',
    claims: { inputJson: 'Ana' },
    fails: 'without a message',
  },
]);

testTransform(getSingleValueFromJsonArray, [
  {
    name: 'takes the first item',
    claims: { inputJsonClaim: '["north","south"]' },
    output: { extractedClaim: 'north' },
  },
  {
    name: 'takes a number as text',
    claims: { inputJsonClaim: '[7]' },
    output: { extractedClaim: '7' },
  },
  {
    name: 'refuses an empty array',
    claims: { inputJsonClaim: '[]' },
    fails: 'without a message',
  },
]);

const xml = [
  { name: 'keeps the root', from: '<a><b>1</b></a>', to: '{"a":{"b":"1"}}' },
  {
    name: 'makes a list of repeated elements',
    from: '<a><b>1</b><c/><b>2</b></a>',
    to: '{"a":{"b":["1","2"],"c":null}}',
  },
  { name: 'names attributes with @', from: '<a id="7"/>', to: '{"a":{"@id":"7"}}' },
  {
    name: 'names the text beside them #text',
    from: '<a id="7">x</a>',
    to: '{"a":{"@id":"7","#text":"x"}}',
  },
  { name: 'reads references and CDATA', from: '<a>&lt;<![CDATA[&]]></a>', to: '{"a":"<&"}' },
  {
    name: 'drops the declaration and comments',
    from: '<?xml version="1.0"?><!-- x --><a>y</a>',
    to: '{"a":"y"}',
  },
  {
    name: 'takes names of prototypes',
    from: '<a><__proto__>x</__proto__></a>',
    to: '{"a":{"__proto__":"x"}}',
  },
];
testTransform(
  xmlStringToJsonString,
  xml.map(({ name, from, to }) => ({ name, claims: { xml: from }, output: { json: to } })),
);
testTransform(xmlStringToJsonString, [
  { name: 'refuses broken XML', claims: { xml: '<a><b></a>' }, fails: 'without a message' },
  { name: 'refuses no XML', claims: { xml: '' }, fails: 'without a message' },
  {
    name: 'refuses a document type',
    claims: { xml: '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>' },
    fails: 'without a message',
  },
]);
