import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { addMembership, isActive, openMembership } from '../../functions/membership/memberships.ts';
import { claimsOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const enrich = (objectId: string) => club.call('REST-EnrichMembership', { objectId });

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
  const trial = await openMembership(randomUUID(), 'ALR-000001', now);
  assert.equal(trial.since, '2027-01-31');
  assert.deepEqual(trial.endsAt, new Date('2027-03-02T22:00:00.000Z'));
  assert.equal(trial.memberNumber, 'ALR-000001');
});

test('a membership ends at its end', () => {
  const membership = { ...scull, ...lists };
  assert.equal(isActive(membership, new Date(membership.endsAt.getTime() - 1)), true);
  assert.equal(isActive(membership, membership.endsAt), false);
});
