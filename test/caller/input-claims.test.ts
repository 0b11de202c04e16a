import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClaimValue } from '../../caller/claims-bag.ts';
import { collectInputClaims } from '../../caller/input-claims.ts';
import {
  type ClaimParts,
  claimsBag,
  journeyContext,
  restfulProfile,
} from '../support/restful-profile.ts';

interface Case {
  readonly name: string;
  readonly claim: Omit<ClaimParts, 'id'>;
  readonly bag?: ClaimValue;
  readonly resolveClaims?: boolean;
  readonly value: ClaimValue | undefined;
}

const resolver = '{Culture:RFC5646}';

const cases: Case[] = [
  { name: 'the bag wins over DefaultValue', claim: { defaultValue: 'b' }, bag: 'a', value: 'a' },
  { name: 'DefaultValue fills an absent claim', claim: { defaultValue: 'b' }, value: 'b' },
  { name: 'DefaultValue fills a null claim', claim: { defaultValue: 'b' }, bag: null, value: 'b' },
  { name: 'DefaultValue fills an empty claim', claim: { defaultValue: 'b' }, bag: '', value: 'b' },
  {
    name: 'AlwaysUseDefaultValue wins over the bag',
    claim: { defaultValue: 'b', alwaysUseDefaultValue: true },
    bag: 'a',
    value: 'b',
  },
  {
    name: 'an empty DefaultValue that is always used blanks the claim',
    claim: { defaultValue: '', alwaysUseDefaultValue: true },
    bag: 'a',
    value: undefined,
  },
  {
    name: 'AlwaysUseDefaultValue without a DefaultValue means nothing',
    claim: { alwaysUseDefaultValue: true },
    bag: 'a',
    value: 'a',
  },
  {
    name: 'a resolver needs the metadata and AlwaysUseDefaultValue',
    claim: { defaultValue: resolver, alwaysUseDefaultValue: true },
    resolveClaims: true,
    value: 'en-US',
  },
  {
    name: 'a resolver without the metadata is text',
    claim: { defaultValue: resolver, alwaysUseDefaultValue: true },
    value: resolver,
  },
  {
    name: 'a resolver without AlwaysUseDefaultValue is text',
    claim: { defaultValue: resolver },
    resolveClaims: true,
    value: resolver,
  },
  {
    name: 'a resolver that finds nothing leaves the claim out',
    claim: { defaultValue: '{OIDC:LoginHint}', alwaysUseDefaultValue: true },
    resolveClaims: true,
    value: undefined,
  },
  {
    name: 'boolean text is converted',
    claim: { dataType: 'boolean', defaultValue: 'true' },
    value: true,
  },
  {
    name: '.NET boolean text too',
    claim: { dataType: 'boolean', defaultValue: 'False' },
    value: false,
  },
  {
    name: 'int text is converted',
    claim: { dataType: 'int', defaultValue: '-2147483648' },
    value: -2147483648,
  },
  {
    name: 'long text is converted exactly',
    claim: { dataType: 'long', defaultValue: '9223372036854775807' },
    value: 9223372036854775807n,
  },
  {
    name: 'date text is converted',
    claim: { dataType: 'date', defaultValue: '2028-02-29' },
    value: '2028-02-29',
  },
  {
    name: 'the time part of a date is dropped',
    claim: { dataType: 'date', defaultValue: '2028-02-29T23:59:59' },
    value: '2028-02-29',
  },
  {
    name: 'dateTime text without a zone is UTC',
    claim: { dataType: 'dateTime', defaultValue: '2031-05-04T10:20:30.0000000' },
    value: new Date('2031-05-04T10:20:30Z'),
  },
  {
    name: 'dateTime text with a zone is converted',
    claim: { dataType: 'dateTime', defaultValue: '2031-05-04T10:20:30+02:00' },
    value: new Date('2031-05-04T08:20:30Z'),
  },
  {
    name: 'duration text stays',
    claim: { dataType: 'duration', defaultValue: 'P30D' },
    value: 'P30D',
  },
];

for (const { name, claim, bag, resolveClaims = false, value } of cases) {
  test(`collectInputClaims: ${name}`, () => {
    const profile = restfulProfile({ input: [{ id: 'a', ...claim }], resolveClaims });
    const claims = claimsBag(bag === undefined ? {} : { a: bag });
    const [sent] = collectInputClaims({ profile, claims, context: journeyContext }, 'fail');
    assert.deepEqual(sent?.value, value);
  });
}

const unreadable = [
  { dataType: 'boolean', defaultValue: '1' },
  { dataType: 'int', defaultValue: '2147483648' },
  { dataType: 'int', defaultValue: '1.5' },
  { dataType: 'long', defaultValue: '9223372036854775808' },
  { dataType: 'date', defaultValue: '2027-02-29' },
  { dataType: 'date', defaultValue: '2027-13-01' },
  { dataType: 'dateTime', defaultValue: '5/4/2031 10:20:30 AM' },
  { dataType: 'dateTime', defaultValue: '2031-05-04T24:61:00Z' },
  { dataType: 'stringCollection', defaultValue: 'a' },
  { dataType: 'userIdentity', defaultValue: '{}' },
] as const;

for (const claim of unreadable) {
  test(`the DefaultValue "${claim.defaultValue}" is no ${claim.dataType}, and nothing is sent`, () => {
    const profile = restfulProfile({ input: [{ id: 'a', ...claim }] });
    assert.throws(
      () => collectInputClaims({ profile, claims: claimsBag(), context: journeyContext }, 'fail'),
      {
        reason: 'default-value-unreadable',
      },
    );
  });
}

test('a required claim without a value stops the call, or is left out where that is chosen', () => {
  const profile = restfulProfile({ input: [{ id: 'a', required: true }, { id: 'b' }] });
  const source = { profile, claims: claimsBag({ b: '1' }), context: journeyContext };
  assert.throws(() => collectInputClaims(source, 'fail'), { reason: 'required-claim-missing' });
  assert.deepEqual(
    collectInputClaims(source, 'send').map((claim) => claim.wireName),
    ['b'],
  );
});
