import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { readClaim } from '../../caller/read-claim.ts';
import type { DataType } from '../../compiler/model.ts';

interface Case {
  readonly dataType: DataType;
  readonly json: unknown;
  readonly value: ClaimValue;
  readonly doubtful?: true;
}

const identity = { issuer: 'club', issuerUserId: '7' };

const readable: Case[] = [
  { dataType: 'string', json: 'ada', value: 'ada' },
  { dataType: 'string', json: '', value: '', doubtful: true },
  { dataType: 'string', json: 7, value: '7', doubtful: true },
  { dataType: 'string', json: 9007199254740993n, value: '9007199254740993', doubtful: true },
  { dataType: 'string', json: true, value: 'true', doubtful: true },
  {
    dataType: 'string',
    json: { a: [9007199254740993n] },
    value: '{"a":[9007199254740993]}',
    doubtful: true,
  },
  { dataType: 'string', json: null, value: null, doubtful: true },
  { dataType: 'boolean', json: false, value: false },
  { dataType: 'boolean', json: 'True', value: true, doubtful: true },
  { dataType: 'int', json: 2147483647, value: 2147483647 },
  { dataType: 'int', json: '12', value: 12, doubtful: true },
  { dataType: 'int', json: null, value: null, doubtful: true },
  { dataType: 'long', json: 12, value: 12n },
  { dataType: 'long', json: 9223372036854775807n, value: 9223372036854775807n },
  { dataType: 'long', json: '9223372036854775807', value: 9223372036854775807n, doubtful: true },
  { dataType: 'date', json: '2028-02-29', value: '2028-02-29' },
  { dataType: 'date', json: '2028-02-29T00:00:00', value: '2028-02-29' },
  {
    dataType: 'dateTime',
    json: '2031-05-04T10:20:30.0000000Z',
    value: new Date('2031-05-04T10:20:30Z'),
  },
  { dataType: 'duration', json: 'P30D', value: 'P30D' },
  { dataType: 'phoneNumber', json: '+14255550123', value: '+14255550123' },
  { dataType: 'stringCollection', json: ['a', 'b'], value: ['a', 'b'] },
  { dataType: 'stringCollection', json: [], value: [], doubtful: true },
  { dataType: 'stringCollection', json: ['a', 1], value: ['a', '1'], doubtful: true },
  { dataType: 'stringCollection', json: [{ a: 1 }], value: ['{\n  "a": 1\n}'], doubtful: true },
  { dataType: 'userIdentity', json: identity, value: identity },
  { dataType: 'userIdentityCollection', json: [identity], value: [identity] },
  { dataType: 'alternativeSecurityIdCollection', json: [], value: [] },
];

for (const { dataType, json, value, doubtful = false } of readable) {
  test(`readClaim takes ${show(json)} for ${dataType}${doubtful ? ', with a remark' : ''}`, () => {
    const read = readClaim(dataType, json);
    assert.deepEqual(read?.value, value);
    assert.equal(read?.remark !== undefined, doubtful);
  });
}

const mismatches: readonly (readonly [DataType, unknown])[] = [
  ['boolean', 1],
  ['boolean', 'yes'],
  ['int', 1.5],
  ['int', 2147483648],
  ['int', ''],
  ['int', true],
  ['long', 9223372036854775808n],
  ['long', 1e300],
  ['date', '04/05/2031'],
  ['date', '2031-02-29'],
  ['date', 1935655230],
  ['dateTime', 1935655230],
  ['dateTime', '2031-05-04 10:20'],
  ['dateTime', '0001-00-00T00:00:00Z'],
  ['duration', 30],
  ['phoneNumber', 14255550123],
  ['stringCollection', 'a'],
  ['stringCollection', { a: 1 }],
  ['userIdentity', 'a'],
  ['userIdentity', []],
  ['userIdentityCollection', identity],
  ['userIdentityCollection', [1]],
];

for (const [dataType, json] of mismatches) {
  test(`readClaim finds ${show(json)} no ${dataType}`, () => {
    assert.equal(readClaim(dataType, json), undefined);
  });
}

test('property: a long comes back digit for digit', async () => {
  await fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      assert.deepEqual(readClaim('long', value), { value });
    }),
  );
});

function show(json: unknown): string {
  return typeof json === 'bigint'
    ? `${json}`
    : JSON.stringify(json, (_, item) => {
        return typeof item === 'bigint' ? `${item}` : item;
      });
}
