import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as z from 'zod';
import { claimType } from '../../shared/claim-type.ts';
import { contractDigest } from '../../shared/contract-digest.ts';
import { enforced, profile } from '../support/served-profile.ts';

const text = claimType({ id: 'text', dataType: 'string' });
const number = claimType({ id: 'text', dataType: 'int' });
const listed = claimType({ id: 'text', dataType: 'string', enumeration: ['a'] });
const patterned = (regularExpression: string) =>
  z.object({ text: claimType({ id: 'text', dataType: 'string', pattern: { regularExpression } }) });
const one = { ...profile, input: z.object({ text }) };

const changes = [
  { name: 'a route', changed: { ...one, http: { ...one.http, route: 'other' } } },
  {
    name: 'a credential',
    changed: { ...one, authentication: { type: 'BearerClaim' as const, claim: 'x' } },
  },
  { name: 'a DataType', changed: { ...one, input: z.object({ text: number }) } },
  { name: 'an enumeration', changed: { ...one, input: z.object({ text: listed }) } },
  {
    name: 'a claim that is no longer required',
    changed: { ...one, input: z.object({ text: text.optional() }) },
  },
  { name: 'a wire name', changed: { ...one, input: z.object({ words: text }) } },
  { name: 'an output claim', changed: { ...one, output: z.object({}) } },
  { name: 'a validation mode', changed: { ...one, validation: 'enforce' as const } },
];
for (const { name, changed } of changes) {
  test(`${name} changes the digest of the contract`, () => {
    assert.notEqual(contractDigest([changed]), contractDigest([one]));
  });
}

test('another pattern of a claim changes the digest, the same does not', () => {
  const digestOf = (pattern: string) => contractDigest([{ ...one, input: patterned(pattern) }]);
  assert.notEqual(digestOf('^[a-z]+$'), digestOf('^[a-y]+$'));
  assert.equal(digestOf('^[a-z]+$'), digestOf('^[a-z]+$'));
});

test('the order of profiles and of claims does not, nor does a profile that is served twice', () => {
  const two = { ...profile, input: z.object({ a: text, b: text }) };
  const same = { ...profile, input: z.object({ b: text, a: text }) };
  assert.equal(contractDigest([two, enforced]), contractDigest([enforced, same, two]));
  assert.match(contractDigest([two]), /^[0-9a-f]{16}$/);
});
