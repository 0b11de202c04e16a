import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { type Bag, claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });
const get = async (objectId: string) =>
  claimsOf(await club.call('REST-GetPreferences', { objectId }));
const save = (objectId: string, claims: Bag) =>
  club.call('REST-SavePreferences', { objectId, ...claims });

const wishes = { contactPhone: '+41790000000', outingsPerWeek: 3, interests: ['tours', 'courses'] };

test('who never saved any gets the defaults of the policy', async () => {
  assert.deepEqual(await get(randomUUID()), { outingsPerWeek: 2, preferencesRevision: 0n });
});

test('what is saved is read again, one revision later', async () => {
  const objectId = randomUUID();
  assert.deepEqual(claimsOf(await save(objectId, wishes)), { preferencesRevision: 1n });
  assert.deepEqual(await get(objectId), {
    contactPhone: '+41790000000',
    outingsPerWeek: 3,
    chosenInterests: 'tours,courses',
    preferencesRevision: 1n,
  });
});

test('what is left empty is gone', async () => {
  const objectId = randomUUID();
  claimsOf(await save(objectId, wishes));
  claimsOf(await save(objectId, { preferencesRevision: 1n }));
  assert.deepEqual(await get(objectId), { outingsPerWeek: 2, preferencesRevision: 2n });
});

test('a call that B2C repeats saves once', async () => {
  const objectId = randomUUID();
  for (let call = 0; call < 3; call += 1) {
    assert.deepEqual(claimsOf(await save(objectId, wishes)), { preferencesRevision: 1n });
  }
});

test('a page that was filled before another change is refused', async () => {
  const objectId = randomUUID();
  claimsOf(await save(objectId, wishes));
  const outdated = { ...wishes, outingsPerWeek: 5 };
  assert.equal(refusalOf(await save(objectId, outdated)), 'PREFERENCES_CHANGED');
  claimsOf(await save(objectId, { ...outdated, preferencesRevision: 1n }));
});

for (const preferencesRevision of [1n, -1n, 9_223_372_036_854_775_807n]) {
  test(`revision ${preferencesRevision} of preferences that are not there is refused`, async () => {
    const outcome = await save(randomUUID(), { ...wishes, preferencesRevision });
    assert.equal(refusalOf(outcome), 'PREFERENCES_CHANGED');
  });
}

test('of twenty changes to one revision exactly one is saved', async () => {
  const objectId = randomUUID();
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, outingsPerWeek) => save(objectId, { outingsPerWeek })),
  );
  assert.equal(outcomes.filter(({ outcome }) => outcome === 'claims').length, 1);
  assert.equal((await get(objectId))['preferencesRevision'], 1n);
});

const tooLong: { name: string; claims: Bag }[] = [
  { name: 'an interest of 40,000 characters', claims: { interests: ['i'.repeat(40_000)] } },
  { name: 'ten thousand interests', claims: { interests: Array<string>(10_000).fill('tours') } },
  { name: 'a phone number of 40,000 digits', claims: { contactPhone: `+${'1'.repeat(40_000)}` } },
];
for (const { name, claims } of tooLong) {
  test(`${name} is malformed, not a fault of storage`, async () => {
    const outcome = await save(randomUUID(), { ...wishes, ...claims });
    assert.equal(outcome.timing.httpStatus, 400);
  });
}
