import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answerOf, exchange, sendClaims, startTest, tenantOf } from '../support/emulated-tenant.ts';
import { always, profile } from '../support/profile-text.ts';

const items =
  '<ClaimsTransformation Id="Add" TransformationMethod="AddItemToStringCollection"><InputClaims><InputClaim ClaimTypeReferenceId="text" TransformationClaimType="item" /><InputClaim ClaimTypeReferenceId="roles" TransformationClaimType="collection" /></InputClaims><OutputClaims><OutputClaim ClaimTypeReferenceId="roles" TransformationClaimType="collection" /></OutputClaims></ClaimsTransformation>';

const claim = (type: string, value?: string) => ({
  ClaimTypeOnWhichToEnable: type,
  ...(value === undefined ? {} : { ClaimValueOnWhichToEnable: value }),
});

interface Case {
  readonly name: string;
  readonly enabled?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly runs: boolean;
}

/** The bag has text=admin, isNew=true, roles=[admin], no other. */
const cases: readonly Case[] = [
  { name: 'nothing said', runs: true },
  { name: 'true', enabled: 'true', runs: true },
  { name: 'Always', enabled: 'Always', runs: true },
  { name: 'false', enabled: 'false', runs: false },
  { name: 'Never', enabled: 'Never', runs: false },
  {
    name: 'OnClaimsExistence with the claim',
    enabled: 'OnClaimsExistence',
    metadata: claim('Text'),
    runs: true,
  },
  {
    name: 'OnClaimsExistence without the claim',
    enabled: 'OnClaimsExistence',
    metadata: claim('other'),
    runs: false,
  },
  {
    name: 'OnClaimsExistence with the value',
    enabled: 'OnClaimsExistence',
    metadata: claim('text', 'admin'),
    runs: true,
  },
  {
    name: 'OnClaimsExistence with another value',
    enabled: 'OnClaimsExistence',
    metadata: claim('text', 'guest'),
    runs: false,
  },
  {
    name: 'OnClaimsExistence with the value of a boolean, whatever its case',
    enabled: 'OnClaimsExistence',
    metadata: claim('isNew', 'True'),
    runs: true,
  },
  {
    name: 'OnClaimsExistence with another value of a boolean',
    enabled: 'OnClaimsExistence',
    metadata: claim('isNew', 'false'),
    runs: false,
  },
  {
    name: 'OnItemExistenceInStringCollectionClaim with the item',
    enabled: 'OnItemExistenceInStringCollectionClaim',
    metadata: claim('roles', 'admin'),
    runs: true,
  },
  {
    name: 'OnItemExistenceInStringCollectionClaim without the item',
    enabled: 'OnItemExistenceInStringCollectionClaim',
    metadata: claim('roles', 'guest'),
    runs: false,
  },
  {
    name: 'OnItemAbsenceInStringCollectionClaim with the item',
    enabled: 'OnItemAbsenceInStringCollectionClaim',
    metadata: claim('roles', 'admin'),
    runs: false,
  },
  {
    name: 'OnItemAbsenceInStringCollectionClaim without the item',
    enabled: 'OnItemAbsenceInStringCollectionClaim',
    metadata: claim('roles', 'guest'),
    runs: true,
  },
  {
    name: 'OnItemAbsenceInStringCollectionClaim without the claim',
    enabled: 'OnItemAbsenceInStringCollectionClaim',
    metadata: claim('other', 'guest'),
    runs: true,
  },
];

const set = profile({
  id: 'Set',
  outputClaims: [always('text', 'admin'), always('isNew', 'true')],
  outputClaimsTransformations: ['Add'],
});

for (const { name, enabled, metadata = {}, runs } of cases) {
  const only = profile({
    id: 'Only',
    ...(enabled === undefined ? {} : { enabled }),
    metadata,
    outputClaims: [always('ran', 'true')],
  });

  test(`EnabledForUserJourneys: ${name}: a step ${runs ? 'runs' : 'is skipped'}`, async (t) => {
    const tenant = await tenantOf(t, {
      claims: {
        ...{ text: 'string', roles: 'stringCollection', other: 'string' },
        ...{ isNew: 'boolean', ran: 'boolean' },
      },
      transformations: items,
      technicalProfiles: set + only,
      steps: exchange(1, 'Set') + exchange(2, 'Only') + sendClaims(3),
      answer: ['ran'],
    });
    const started = await startTest(tenant);
    assert.deepEqual(answerOf(started), runs ? { ran: true } : {});
    const skipped = started.transaction.trace.events().filter(({ kind }) => kind === 'skipped');
    assert.equal(skipped.length, runs ? 0 : 1);
  });
}

test('a validation technical profile that is not enabled is left out, and the trace says so', async (t) => {
  const never = profile({ id: 'Only', enabled: 'Never', outputClaims: [always('ran', 'true')] });
  const page = profile({
    ...{ id: 'Page', handler: 'selfAsserted', validations: ['Only'] },
    outputClaims: ['text', { ClaimTypeReferenceId: 'ran', DefaultValue: 'false' }],
  });
  const tenant = await tenantOf(t, {
    claims: { text: 'string', ran: 'boolean' },
    technicalProfiles: page + never,
    steps: exchange(1, 'Page') + sendClaims(2),
  });
  const { stop, transaction } = await startTest(tenant);
  assert.equal(stop.kind, 'page');
  if (stop.kind !== 'page') return;
  await stop.resume({ kind: 'submit', claims: { text: 'x' } });
  const texts = transaction.trace.events().map(({ text }) => text);
  assert.ok(
    texts.includes('"Only" is skipped: it is not enabled for the journey.'),
    texts.join('\n'),
  );
});
