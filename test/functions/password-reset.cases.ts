import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { recordChange } from '../../functions/password-reset/password-changes.ts';
import { countReset, hoursUntil } from '../../functions/password-reset/resets.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const newEmail = () => `${randomUUID()}@example.org`;
const check = (email: string, correlationId: string = randomUUID()) =>
  club.call('REST-CheckPasswordReset', { email }, { correlationId });

test('five resets a day are allowed, the sixth is refused', async () => {
  const email = newEmail();
  for (const resetsLeft of [4, 3, 2, 1, 0]) {
    assert.deepEqual(claimsOf(await check(email)), { resetsLeft });
  }
  assert.equal(refusalOf(await check(email)), 'TOO_MANY_RESETS');
  assert.equal(refusalOf(await check(email.toUpperCase())), 'TOO_MANY_RESETS');
});

test('a journey is counted once, and goes on when the others are used up', async () => {
  const email = newEmail();
  const journey = randomUUID();
  assert.deepEqual(claimsOf(await check(email, journey)), { resetsLeft: 4 });
  assert.deepEqual(claimsOf(await check(email, journey)), { resetsLeft: 4 });
  for (let others = 0; others < 4; others += 1) await check(email);
  assert.deepEqual(claimsOf(await check(email, journey)), { resetsLeft: 0 });
});

test('of twenty journeys at a time five are let through', async () => {
  const email = newEmail();
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => check(email)));
  assert.equal(outcomes.filter(({ outcome }) => outcome === 'claims').length, 5);
});

test('the day begins with the first reset and ends 24 hours later', async () => {
  const email = newEmail();
  const at = async (time: string) =>
    (await countReset(email, randomUUID(), new Date(time))).resetsLeft;
  for (const hour of ['10', '11', '12', '13']) await at(`2026-11-02T${hour}:00:00Z`);
  assert.equal(await at('2026-11-03T09:59:59Z'), 0);
  assert.equal(await at('2026-11-03T09:59:59Z'), undefined);
  assert.equal(await at('2026-11-03T10:00:00Z'), 4);
});

test('who is refused reads when to try again, in the language of the page', async () => {
  const email = newEmail();
  for (let resets = 0; resets < 5; resets += 1) await check(email);
  const journey = { correlationId: randomUUID(), culture: 'de-CH' };
  const outcome = await club.call('REST-CheckPasswordReset', { email }, journey);
  assert.equal(refusalOf(outcome), 'TOO_MANY_RESETS');
  assert.match(outcome.outcome === 'error' ? outcome.userMessage : '', /in 24 Stunden noch einmal/);
});

const waits = [
  { name: 'a second', ms: 1000, hours: 1 },
  { name: 'two hours', ms: 7_200_000, hours: 2 },
  { name: 'a moment more than two hours', ms: 7_200_001, hours: 3 },
  { name: 'no time at all', ms: 0, hours: 1 },
];
for (const { name, ms, hours } of waits) {
  test(`${name} is ${hours} hours to wait`, () => {
    assert.equal(hoursUntil(new Date(ms), new Date(0)), hours);
  });
}

test('calls whose journey is not known are counted one by one', async () => {
  const email = newEmail();
  const left = async () =>
    (await countReset(email, undefined, new Date('2026-11-02T10:00:00Z'))).resetsLeft;
  for (const resetsLeft of [4, 3, 2, 1, 0, undefined]) assert.equal(await left(), resetsLeft);
});

test('changes whose journey is not known are changes each', async () => {
  const objectId = randomUUID();
  for (const changedAt of [new Date('2026-11-02T10:00:00Z'), new Date('2026-11-02T10:00:01Z')]) {
    assert.deepEqual(await recordChange(objectId, undefined, changedAt), changedAt);
  }
});

test('a new password is put on record; a journey that calls again gets the same time', async () => {
  const objectId = randomUUID();
  const record = async (correlationId: string) =>
    claimsOf(await club.call('REST-RecordPasswordReset', { objectId }, { correlationId }));
  const journey = randomUUID();
  const { passwordChangedAt } = await record(journey);
  assert.ok(passwordChangedAt instanceof Date);
  assert.deepEqual(await record(journey), { passwordChangedAt });
  const { passwordChangedAt: later } = await record(randomUUID());
  assert.ok(later instanceof Date && later >= passwordChangedAt);
});
