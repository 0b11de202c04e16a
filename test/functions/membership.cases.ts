import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { addCard } from '../../functions/membership/member-cards.ts';
import { addMembership, isActive, openMembership } from '../../functions/membership/memberships.ts';
import { type Bag, claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const enrich = (objectId: string, known: Bag = {}) =>
  club.call('REST-EnrichMembership', { ...known, objectId });
const validate = (extension_memberNumber: string, surname: string) =>
  club.call('REST-ValidateMemberNumber', { extension_memberNumber, surname });

await addCard('ALR-000001', { surname: 'Müller', tier: 'cox', since: '2021-09-15' });

for (const surname of ['Müller', ' müller ', 'MULLER', 'Mu\u0308ller']) {
  test(`a card is found by its number and the surname "${surname}"`, async () => {
    const claims = claimsOf(await validate('ALR-000001', surname));
    assert.deepEqual(claims, { membershipTier: 'cox', membershipSince: '2021-09-15' });
  });
}

const refused = [
  { name: 'a number that was never issued', number: 'ALR-999999', surname: 'Müller' },
  { name: 'the number of somebody else', number: 'ALR-000001', surname: 'Meier' },
  { name: 'a number of 40,000 digits', number: '9'.repeat(40_000), surname: 'Müller' },
];
for (const { name, number, surname } of refused) {
  test(`${name} is refused, with the same words`, async () => {
    assert.equal(refusalOf(await validate(number, surname)), 'MEMBER_CARD_UNKNOWN');
  });
}

/** The claims of an account after sign-up with a card, as the directory keeps them. */
const account = { extension_memberNumber: 'ALR-000001', surname: 'Müller' };

test('a card that sign-up checked becomes a membership, not a trial', async () => {
  const objectId = randomUUID();
  const page = claimsOf(await validate(account.extension_memberNumber, account.surname));
  const step = claimsOf(await enrich(objectId, { ...account, ...page }));
  assert.equal(step['membershipTier'], 'cox');
  assert.equal(step['membershipSince'], '2021-09-15');
  assert.equal(step['membershipActive'], true);
  assert.ok(!('membershipEndsAt' in step), 'a trial ends');
  assert.deepEqual(claimsOf(await enrich(objectId, account)), step, 'the next sign-in');
});

test('a card counts also where sign-up broke off before the membership was opened', async () => {
  const step = claimsOf(await enrich(randomUUID(), account));
  assert.equal(step['membershipTier'], 'cox');
});

test('a number that is no card of ours opens a trial', async () => {
  const step = claimsOf(await enrich(randomUUID(), { extension_memberNumber: 'ALR-999999' }));
  assert.equal(step['membershipTier'], 'guest');
});

test('a number of 40,000 digits is malformed, not a fault of storage', async () => {
  const outcome = await enrich(randomUUID(), { extension_memberNumber: '9'.repeat(40_000) });
  assert.equal(outcome.timing.httpStatus, 400);
});

const scull = {
  tier: 'scull',
  since: '2014-05-01',
  endsAt: new Date('2099-01-01T00:00:00.000Z'),
  noticePeriod: 'P3M',
  outings: 412,
  meters: 9_007_199_254_740_993n,
  crews: ['Teal', 'Heron'],
  captainPhone: '+41440000000',
  federation: { issuer: 'federation.example', issuerUserId: 'R-77120' },
  former: [{ issuer: 'heron.example', issuerUserId: '2231' }],
  linked: [{ issuer: 'door.example', issuerUserId: 'bm9yYQ==' }],
} as const;
const lists = { crews: [...scull.crews], former: [...scull.former], linked: [...scull.linked] };

test('every data type of the policy arrives as B2C reads it', async () => {
  const objectId = randomUUID();
  await addMembership(objectId, { ...scull, ...lists });
  assert.deepEqual(claimsOf(await enrich(objectId)), {
    membershipTier: 'scull',
    membershipActive: true,
    membershipUnavailable: false,
    membershipSince: '2014-05-01',
    membershipEndsAt: new Date('2099-01-01T00:00:00.000Z'),
    noticePeriod: 'P3M',
    outingCount: 412,
    metersRowed: 9_007_199_254_740_993n,
    crews: ['Teal', 'Heron'],
    captainPhone: '+41440000000',
    federationIdentity: { issuer: 'federation.example', issuerUserId: 'R-77120' },
    formerIdentities: [{ issuer: 'heron.example', issuerUserId: '2231' }],
    linkedSecurityIds: [{ issuer: 'door.example', issuerUserId: 'bm9yYQ==' }],
  });
});

test('who has no membership gets one on trial, and keeps it', async () => {
  const objectId = randomUUID();
  const first = claimsOf(await enrich(objectId));
  const { membershipTier, membershipActive, outingCount, metersRowed } = first;
  assert.deepEqual([membershipTier, membershipActive, outingCount], ['guest', true, 0]);
  assert.equal(metersRowed, 0n);
  assert.ok(!('crews' in first), 'B2C fails on empty collections');
  assert.deepEqual(claimsOf(await enrich(objectId)), first);
});

test('a first sign-in that B2C sends several times opens one trial', async () => {
  const objectId = randomUUID();
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => enrich(objectId)));
  const ends = new Set(outcomes.map((outcome) => String(claimsOf(outcome)['membershipEndsAt'])));
  assert.equal(ends.size, 1);
});

test('a trial begins today and ends after thirty days, across the end of a month', async () => {
  const now = new Date('2027-01-31T22:00:00.000Z');
  const trial = await openMembership(randomUUID(), undefined, now);
  assert.equal(trial.since, '2027-01-31');
  assert.deepEqual(trial.endsAt, new Date('2027-03-02T22:00:00.000Z'));
});

test('a membership ends at its end', () => {
  const membership = { ...scull, ...lists };
  assert.equal(isActive(membership, new Date(membership.endsAt.getTime() - 1)), true);
  assert.equal(isActive(membership, membership.endsAt), false);
});

await import('./membership-office.cases.ts');
