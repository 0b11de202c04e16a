import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after as atEnd, test } from 'node:test';
import { after } from '../../functions/sign-in-record/duration.ts';
import { issuersOf } from '../../functions/sign-in-record/issuers.ts';
import { recordSignIn } from '../../functions/sign-in-record/sign-ins.ts';
import { type Bag, claimsOf, startClub } from '../support/club.ts';

const club = await startClub({ after: atEnd });
const monday = new Date('2026-11-02T08:00:00.000Z');
const tuesday = new Date('2026-11-03T08:00:00.000Z');

const signIn = async (objectId: string, signedInAt: Date, correlationId: string = randomUUID()) =>
  claimsOf(await club.call('REST-RecordSignIn', { objectId, signedInAt }, { correlationId }));

test('a first sign-in has none before it, the second has the first', async () => {
  const objectId = randomUUID();
  assert.deepEqual(await signIn(objectId, monday), { signInCount: 1 });
  assert.deepEqual(await signIn(objectId, tuesday), { signInCount: 2, previousSignInAt: monday });
});

test('a journey that calls again is counted once, also after another sign-in', async () => {
  const objectId = randomUUID();
  const [first, second] = [randomUUID(), randomUUID()];
  await signIn(objectId, monday, first);
  await signIn(objectId, tuesday, second);
  assert.deepEqual(await signIn(objectId, monday, first), { signInCount: 1 });
  const again = await signIn(objectId, tuesday, second);
  assert.deepEqual(again, { signInCount: 2, previousSignInAt: monday });
});

test('sign-ins at the same time are all counted', async () => {
  const objectId = randomUUID();
  const claims = await Promise.all(Array.from({ length: 5 }, () => signIn(objectId, monday)));
  assert.deepEqual(claims.map(({ signInCount }) => signInCount).sort(), [1, 2, 3, 4, 5]);
});

test('identities of every kind arrive', async () => {
  const outcome = await club.call('REST-RecordSignIn', {
    objectId: randomUUID(),
    signedInAt: monday,
    newUser: true,
    clubIdentity: { issuer: 'club.example', issuerUserId: '1' },
    userIdentities: [{ signInType: 'federated', issuer: 'idp.example', issuerAssignedId: '2' }],
    alternativeSecurityIds: [{ type: 6, identityProvider: 'door.example', key: 'Mw==' }],
  });
  assert.deepEqual(claimsOf(outcome), { signInCount: 1 });
});

test('issuers of all identities are kept, sorted, each once, and no name that they gave', () => {
  const issuers = issuersOf({
    objectId: 'o',
    signedInAt: monday,
    identity: { issuer: 'b.example', issuerUserId: 'secret' },
    identities: [{ issuer: 'a.example' }, { issuer: 'b.example' }, {}],
    alternativeSecurityIds: [{ identityProvider: 'c.example', key: 'secret' }, { issuer: 7 }],
  });
  assert.deepEqual(issuers, ['a.example', 'b.example', 'c.example']);
});

test('a record that has expired does not count', async () => {
  const details = { signedInAt: monday, isNewUser: false, issuers: [] };
  const next = { ...details, expires: new Date('2027-01-01T00:00:00.000Z') };
  const countAt = async (now: Date) => {
    const objectId = randomUUID();
    await recordSignIn(objectId, randomUUID(), { ...details, expires: tuesday }, monday);
    return (await recordSignIn(objectId, randomUUID(), next, now)).count;
  };
  assert.equal(await countAt(new Date(tuesday.getTime() - 1)), 2);
  assert.equal(await countAt(tuesday), 1);
});

const manyIssuers = Array.from({ length: 500 }, (_, index) => ({ issuer: `i${index}.example` }));
const tooLong: { name: string; claims?: Bag; applicationId?: string }[] = [
  { name: 'an issuer', claims: { clubIdentity: { issuer: 'i'.repeat(40_000) } } },
  { name: 'a list of issuers', claims: { userIdentities: manyIssuers } },
  { name: 'an application id', applicationId: 'a'.repeat(40_000) },
];
for (const { name, claims, applicationId = 'app' } of tooLong) {
  test(`${name} beyond what is stored is malformed, not a fault of storage`, async () => {
    const bag = { objectId: randomUUID(), signedInAt: monday, ...claims };
    const outcome = await club.call('REST-RecordSignIn', bag, { applicationId });
    assert.equal(outcome.timing.httpStatus, 400);
  });
}

const durations = [
  { duration: 'P90D', end: '2027-01-31T08:00:00.000Z' },
  { duration: 'P1Y2M3DT4H5M6S', end: '2028-01-05T12:05:06.000Z' },
  { duration: 'PT36H', end: '2026-11-03T20:00:00.000Z' },
  { duration: 'P0D', end: '2026-11-02T08:00:00.000Z' },
  { duration: '-P1D', end: '2026-11-02T08:00:00.000Z' },
  { duration: 'P11Y', end: '2036-11-02T08:00:00.000Z' },
  { duration: 'P999999999Y', end: '2036-11-02T08:00:00.000Z' },
];
for (const { duration, end } of durations) {
  test(`${duration} after Monday is ${end}`, () => {
    assert.equal(after(monday, duration).toISOString(), end);
  });
}
