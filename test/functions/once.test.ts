import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { type Bag, claimsOf, refusalOf, startClub } from '../support/club.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const club = await startClub({ after });
const signedInAt = new Date('2026-11-02T08:00:00.000Z');

/** A request that changes something, new each time. */
interface Change {
  readonly scenario: string;
  readonly profile: string;
  newClaims(): Bag | Promise<Bag>;
}

const changes: readonly Change[] = [
  {
    scenario: 'invitation',
    profile: 'REST-RedeemInvitation',
    async newClaims() {
      const part = () => randomUUID().slice(0, 4).toUpperCase();
      const invitationCode = `ROW-${part()}-${part()}`;
      const endsAt = new Date(Date.now() + 3_600_000);
      const invitations: string = '../../functions/invitation/invitations.ts'; // it may be deleted
      const { addInvitation } = await import(invitations);
      await addInvitation(invitationCode, { invitedBy: 'Mara', endsAt });
      return { invitationCode, email: 'ada@example.org' };
    },
  },
  {
    scenario: 'preferences',
    profile: 'REST-SavePreferences',
    newClaims: () => ({ objectId: randomUUID(), outingsPerWeek: 3 }),
  },
  {
    scenario: 'password-reset',
    profile: 'REST-RecordPasswordReset',
    newClaims: () => ({ objectId: randomUUID() }),
  },
  {
    scenario: 'sign-in-record',
    profile: 'REST-RecordSignIn',
    newClaims: () => ({ objectId: randomUUID(), signedInAt }),
  },
];

for (const { scenario, profile, newClaims } of changes) {
  const skip = withoutScenario(scenario);
  test(`${profile} gives a request that is delivered twice one answer`, { skip }, async () => {
    const [claims, journey] = [await newClaims(), { correlationId: randomUUID() }];
    const first = claimsOf(await club.call(profile, claims, journey));
    assert.deepEqual(claimsOf(await club.call(profile, claims, journey)), first);
  });

  test(`${profile} gives twenty deliveries at a time one answer`, { skip }, async () => {
    const [claims, journey] = [await newClaims(), { correlationId: randomUUID() }];
    const deliveries = Array.from({ length: 20 }, () => club.call(profile, claims, journey));
    const [first, ...others] = (await Promise.all(deliveries)).map(claimsOf);
    for (const other of others) assert.deepEqual(other, first);
  });
}

test('a request that comes again after another change gets its own answer, and changes nothing', {
  skip: withoutScenario('preferences'),
}, async () => {
  const objectId = randomUUID();
  const save = (claims: Bag, correlationId: string) =>
    club.call('REST-SavePreferences', { objectId, ...claims }, { correlationId });
  const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
  const original = { outingsPerWeek: 3 };
  claimsOf(await save(original, first));
  claimsOf(await save({ outingsPerWeek: 5, preferencesRevision: 1n }, second));
  assert.deepEqual(claimsOf(await save(original, first)), { preferencesRevision: 1n });
  assert.equal(refusalOf(await save(original, third)), 'PREFERENCES_CHANGED');
  const stored = claimsOf(await club.call('REST-GetPreferences', { objectId }));
  assert.deepEqual([stored['outingsPerWeek'], stored['preferencesRevision']], [5, 2n]);
});

test('a refusal comes again as it was', { skip: withoutScenario('invitation') }, async () => {
  const claims = { invitationCode: 'ROW-0000-0000', email: 'ada@example.org' };
  const journey = { correlationId: randomUUID() };
  const redeem = async () => refusalOf(await club.call('REST-RedeemInvitation', claims, journey));
  assert.deepEqual([await redeem(), await redeem()], ['INVITATION_INVALID', 'INVITATION_INVALID']);
});
