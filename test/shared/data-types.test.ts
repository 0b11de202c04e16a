import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import * as z from 'zod';
import { type DataType, dataTypes } from '../../shared/data-types.ts';

interface Case {
  readonly dataType: DataType;
  readonly wire: unknown;
  readonly value: unknown;
}

const ada = { signInType: 'emailAddress', issuer: 'club.example', issuerAssignedId: 'ada' };

const read: readonly Case[] = [
  { dataType: 'string', wire: 'true', value: 'true' },
  { dataType: 'boolean', wire: true, value: true },
  { dataType: 'boolean', wire: 'True', value: true },
  { dataType: 'boolean', wire: 'FALSE', value: false },
  { dataType: 'int', wire: 2_147_483_647, value: 2_147_483_647 },
  { dataType: 'int', wire: '-2147483648', value: -2_147_483_648 },
  { dataType: 'int', wire: -0, value: 0 },
  { dataType: 'long', wire: 9_007_199_254_740_991, value: 9_007_199_254_740_991n },
  { dataType: 'long', wire: '9223372036854775807', value: 9_223_372_036_854_775_807n },
  { dataType: 'long', wire: '-9223372036854775808', value: -9_223_372_036_854_775_808n },
  { dataType: 'long', wire: 9_007_199_254_740_993n, value: 9_007_199_254_740_993n },
  { dataType: 'date', wire: '2024-02-29', value: '2024-02-29' },
  { dataType: 'date', wire: '2024-02-29T00:00:00', value: '2024-02-29' },
  { dataType: 'date', wire: '2024-02-29T00:00:00.0000000Z', value: '2024-02-29' },
  { dataType: 'dateTime', wire: '2031-05-04T10:20:30Z', value: new Date(1935656430000) },
  { dataType: 'dateTime', wire: '2031-05-04T10:20:30.1234567Z', value: new Date(1935656430123) },
  { dataType: 'dateTime', wire: '2031-05-04T10:20:30', value: new Date(1935656430000) },
  { dataType: 'dateTime', wire: '2031-05-04T12:20:30+02:00', value: new Date(1935656430000) },
  { dataType: 'dateTime', wire: '2031-05-04', value: new Date('2031-05-04T00:00:00Z') },
  { dataType: 'dateTime', wire: 1935656430, value: new Date(1935656430000) },
  { dataType: 'dateTime', wire: '1935656430', value: new Date(1935656430000) },
  { dataType: 'duration', wire: 'P1Y2M5DT8H5M620S', value: 'P1Y2M5DT8H5M620S' },
  { dataType: 'duration', wire: '-PT0.5S', value: '-PT0.5S' },
  { dataType: 'phoneNumber', wire: '+14255550123', value: '+14255550123' },
  { dataType: 'phoneNumber', wire: '+1 425 555 0123', value: '+1 425 555 0123' },
  { dataType: 'phoneNumber', wire: '(425) 555-0123', value: '(425) 555-0123' },
  { dataType: 'stringCollection', wire: ['a', ''], value: ['a', ''] },
  { dataType: 'stringCollection', wire: 'a', value: ['a'] },
  { dataType: 'userIdentity', wire: ada, value: ada },
  { dataType: 'userIdentity', wire: { ...ada, issuerUserId: null, other: 1 }, value: ada },
  { dataType: 'userIdentity', wire: JSON.stringify(ada), value: ada },
  { dataType: 'userIdentityCollection', wire: [ada], value: [ada] },
  { dataType: 'userIdentityCollection', wire: JSON.stringify([ada, ada]), value: [ada, ada] },
  { dataType: 'userIdentityCollection', wire: ada, value: [ada] },
  { dataType: 'alternativeSecurityIdCollection', wire: [{ type: 6 }], value: [{ type: 6 }] },
  { dataType: 'objectIdentity', wire: '{"a":[1]}', value: { a: [1] } },
  { dataType: 'objectIdentity', wire: { a: { b: null } }, value: { a: {} } },
  { dataType: 'objectIdentityCollection', wire: [{ a: [null, 1] }], value: [{ a: [1] }] },
  { dataType: 'objectIdentityCollection', wire: [{ a: 1 }], value: [{ a: 1 }] },
];

for (const { dataType, wire, value } of read) {
  test(`${dataType} reads ${show(wire)}`, () => {
    assert.deepEqual(z.decode(dataTypes[dataType].schema() as z.ZodType, wire), value);
  });
}

const refused: readonly Omit<Case, 'value'>[] = [
  { dataType: 'string', wire: 1 },
  { dataType: 'string', wire: true },
  { dataType: 'string', wire: ['a'] },
  { dataType: 'boolean', wire: 'yes' },
  { dataType: 'boolean', wire: 1 },
  { dataType: 'boolean', wire: ' true' },
  { dataType: 'int', wire: 1.5 },
  { dataType: 'int', wire: 2_147_483_648 },
  { dataType: 'int', wire: '2147483648' },
  { dataType: 'int', wire: '1.0' },
  { dataType: 'int', wire: '1e3' },
  { dataType: 'int', wire: '0x10' },
  { dataType: 'int', wire: '007' },
  { dataType: 'int', wire: ' 1' },
  { dataType: 'int', wire: true },
  { dataType: 'long', wire: 1.5 },
  { dataType: 'long', wire: 9_007_199_254_740_992 },
  { dataType: 'long', wire: '9223372036854775808' },
  { dataType: 'long', wire: '9'.repeat(10_000) },
  { dataType: 'date', wire: '2023-02-29' },
  { dataType: 'date', wire: '2023-13-01' },
  { dataType: 'date', wire: '2023-01-01 and more' },
  { dataType: 'date', wire: '01/02/2023' },
  { dataType: 'date', wire: 20230101 },
  { dataType: 'dateTime', wire: '2031-02-30T10:20:30Z' },
  { dataType: 'dateTime', wire: '2031-05-04T25:20:30Z' },
  { dataType: 'dateTime', wire: '10/10/2021 12:00:00 PM' },
  { dataType: 'dateTime', wire: Number.NaN },
  { dataType: 'dateTime', wire: 1e300 },
  { dataType: 'dateTime', wire: 'now' },
  { dataType: 'duration', wire: 'P' },
  { dataType: 'duration', wire: 'PT' },
  { dataType: 'duration', wire: 'P1DT' },
  { dataType: 'duration', wire: '30 days' },
  { dataType: 'phoneNumber', wire: '+1 (425) CALL' },
  { dataType: 'phoneNumber', wire: ' 14255550123' },
  { dataType: 'phoneNumber', wire: '()' },
  { dataType: 'phoneNumber', wire: 14255550123 },
  { dataType: 'stringCollection', wire: ['a', 1] },
  { dataType: 'stringCollection', wire: { 0: 'a' } },
  { dataType: 'userIdentity', wire: 'ada' },
  { dataType: 'userIdentity', wire: '["ada"]' },
  { dataType: 'userIdentity', wire: { issuer: 1 } },
  { dataType: 'userIdentity', wire: '{"__proto__":{"issuer":"x"}}' },
  { dataType: 'userIdentityCollection', wire: [ada, 'ada'] },
  { dataType: 'userIdentityCollection', wire: `${'['.repeat(10_000)}${']'.repeat(10_000)}` },
  { dataType: 'objectIdentity', wire: '"text"' },
];

for (const { dataType, wire } of refused) {
  test(`${dataType} refuses ${show(wire)}`, () => {
    assert.equal(z.safeDecode(dataTypes[dataType].schema() as z.ZodType, wire).success, false);
  });
}

const written: readonly (Omit<Case, 'wire'> & { readonly json: string })[] = [
  { dataType: 'string', value: 'a', json: '"a"' },
  { dataType: 'boolean', value: true, json: 'true' },
  { dataType: 'int', value: 3, json: '3' },
  { dataType: 'long', value: 3n, json: '3' },
  { dataType: 'long', value: 2n ** 63n - 1n, json: '9223372036854775807' },
  { dataType: 'date', value: '2031-05-04', json: '"2031-05-04"' },
  {
    dataType: 'dateTime',
    value: new Date('2031-05-04T10:20:30.5Z'),
    json: '"2031-05-04T10:20:30.5000000Z"',
  },
  { dataType: 'duration', value: 'P30D', json: '"P30D"' },
  { dataType: 'phoneNumber', value: '+1', json: '"+1"' },
  { dataType: 'stringCollection', value: ['a'], json: '["a"]' },
  { dataType: 'userIdentity', value: { issuer: 'a' }, json: '{"issuer":"a"}' },
  { dataType: 'objectIdentity', value: { a: null, b: 1 }, json: '{"b":1}' },
  {
    dataType: 'objectIdentity',
    value: { a: { b: null, c: [null, { d: undefined }, 1] } },
    json: '{"a":{"c":[{},1]}}',
  },
  {
    dataType: 'objectIdentity',
    value: { a: [3n, 2n ** 63n], at: new Date(0) },
    json: '{"a":[3,9223372036854775808],"at":"1970-01-01T00:00:00.000Z"}',
  },
  {
    dataType: 'alternativeSecurityIdCollection',
    value: [{ key: 2n ** 60n, none: null }],
    json: '[{"key":1152921504606846976}]',
  },
];

for (const { dataType, value, json } of written) {
  test(`${dataType} writes ${json}`, () => {
    const encoded = z.encode(dataTypes[dataType].schema() as z.ZodType, value);
    assert.equal(JSON.stringify(encoded), json);
  });
}

const unwritable: readonly (readonly [DataType, unknown])[] = [
  ['string', 1],
  ['boolean', 'true'],
  ['int', '1'],
  ['int', 1.5],
  ['int', 1n],
  ['long', 1],
  ['long', 2n ** 63n],
  ['date', '2031-05-04T00:00:00'],
  ['date', new Date()],
  ['dateTime', '2031-05-04T10:20:30Z'],
  ['dateTime', new Date(Number.NaN)],
  ['dateTime', new Date(8.64e15)],
  ['duration', 'soon'],
  ['phoneNumber', 'none'],
  ['stringCollection', 'a'],
  ['userIdentity', '{}'],
];

for (const [dataType, value] of unwritable) {
  test(`${dataType} does not write ${show(value)}`, () => {
    const schema = dataTypes[dataType].schema() as z.ZodType;
    assert.equal(z.safeEncode(schema, value).success, false);
  });
}

const values: Readonly<Record<DataType, fc.Arbitrary<unknown>>> = {
  string: fc.string(),
  boolean: fc.boolean(),
  int: fc.integer({ min: -2_147_483_648, max: 2_147_483_647 }),
  long: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  date: fc.date({ ...years(), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
  dateTime: fc.date({ ...years(), noInvalidDate: true }),
  duration: fc.constantFrom('P1Y', 'P1M2DT3H', 'PT0S', '-P30D'),
  phoneNumber: fc.stringMatching(/^\+[1-9]\d{6,14}$/),
  stringCollection: fc.array(fc.string()),
  userIdentity: plain({ issuer: fc.string(), issuerAssignedId: fc.string() }),
  userIdentityCollection: fc.array(plain({ issuer: fc.string() })),
  alternativeSecurityIdCollection: fc.array(plain({ type: fc.integer(), key: fc.string() })),
  objectIdentity: plain({ name: fc.string() }),
  objectIdentityCollection: fc.array(plain({ name: fc.string() })),
};

for (const [dataType, arbitrary] of Object.entries(values)) {
  test(`what ${dataType} writes it reads again`, () => {
    const schema = dataTypes[dataType as DataType].schema() as z.ZodType;
    fc.assert(
      fc.property(arbitrary, (value) => {
        const json: unknown = JSON.parse(JSON.stringify(z.encode(schema, value)), keepText);
        assert.deepEqual(z.decode(schema, json), value);
      }),
    );
  });
}

function plain(members: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<unknown> {
  return fc.record(members, { noNullPrototype: true });
}

/** Numbers beyond 2^53 as the text that `long` reads too. */
function keepText(_key: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? context?.source : value;
}

function years(): { min: Date; max: Date } {
  return { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z') };
}

function show(value: unknown): string {
  const text = typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
