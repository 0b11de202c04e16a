import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimValue as CallerClaimValue } from '../../caller/claims-bag.ts';
import {
  type ClaimValue,
  type ClaimValues,
  decodeClaim,
  encodeClaim,
} from '../../compiler/claim-value.ts';
import type { DataType } from '../../compiler/model.ts';
import { everyDataType } from '../../compiler/transformation-slots.ts';
import { dataTypes } from '../../shared/data-types.ts';

/** Compiles only where each type can stand for the other. */
type Same<One, Other> = [One, Other] extends [Other, One] ? true : never;
const isSameValue: Same<ClaimValue, CallerClaimValue> = true;
const hasAllTypes: Same<keyof ClaimValues, DataType> = true;

test('claims have the values that they have in a claims bag, and every DataType', () => {
  assert.ok(isSameValue && hasAllTypes);
  assert.deepEqual([...everyDataType].sort(), Object.keys(dataTypes).sort());
});

const values = {
  string: 'x',
  boolean: true,
  int: -1,
  long: 9007199254740993n,
  date: '2024-04-02',
  dateTime: new Date('2024-04-02T09:30:00Z'),
  duration: 'P1D',
  phoneNumber: '+4712345678',
  stringCollection: ['a'],
  userIdentity: { issuer: 'a.example' },
  userIdentityCollection: [{ issuer: 'a.example' }],
  alternativeSecurityIdCollection: [{ issuer: 'a.example' }],
  objectIdentity: { id: 'a' },
  objectIdentityCollection: [{ id: 'a' }],
} satisfies ClaimValues;
for (const dataType of everyDataType) {
  test(`a claim of type ${dataType} comes back from JSON`, () => {
    const json = JSON.parse(JSON.stringify(encodeClaim(dataType, values[dataType])));
    const wire = dataType === 'long' ? '9007199254740993' : json;
    assert.deepEqual(decodeClaim(dataType, wire), values[dataType]);
  });
}

test('what is none of the DataType is no claim', () => {
  assert.equal(decodeClaim('int', '2147483648'), undefined);
  assert.equal(decodeClaim('boolean', 'yes'), undefined);
});
