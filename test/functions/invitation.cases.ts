import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { addInvitation, redeemInvitation } from '../../functions/invitation/invitations.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });

const inAnHour = () => new Date(Date.now() + 3_600_000);

/** A new invitation by Mara, and what redeems it. */
async function invite(endsAt = inAnHour()) {
  const part = () => randomUUID().slice(0, 4).toUpperCase();
  const code = `ROW-${part()}-${part()}`;
  await addInvitation(code, { invitedBy: 'Mara', endsAt });
  return (email: string, invitationCode = code) =>
    club.call('REST-RedeemInvitation', { invitationCode, email });
}

test('an invitation tells who invited, and when it was redeemed', async () => {
  const redeem = await invite();
  const { invitedBy, invitationRedeemedAt } = claimsOf(await redeem('ada@example.org'));
  assert.equal(invitedBy, 'Mara');
  assert.ok(invitationRedeemedAt instanceof Date);
  assert.ok(Math.abs(Date.now() - invitationRedeemedAt.getTime()) < 60_000);
});

test('whoever redeemed it may call again, and gets the same answer', async () => {
  const redeem = await invite();
  const first = claimsOf(await redeem('ada@example.org'));
  assert.deepEqual(claimsOf(await redeem(' Ada@Example.org ')), first);
});

test('a code is read as people type it', async () => {
  const redeem = await invite();
  await addInvitation('ROW-AB12-CD34', { invitedBy: 'Jonas', endsAt: inAnHour() });
  const { invitedBy } = claimsOf(await redeem('ada@example.org', ' row-ab12-cd34'));
  assert.equal(invitedBy, 'Jonas');
});

test('of a hundred at a time exactly one redeems it', async () => {
  const redeem = await invite();
  const outcomes = await Promise.all(
    Array.from({ length: 100 }, (_, index) => redeem(`rower-${index}@example.org`)),
  );
  const winners = outcomes.filter(({ outcome }) => outcome === 'claims');
  const losers = outcomes.filter(({ outcome }) => outcome !== 'claims');
  assert.equal(winners.length, 1);
  assert.deepEqual(new Set(losers.map(refusalOf)), new Set(['INVITATION_INVALID']));
});

const refused = [
  { name: 'somebody else has redeemed', invitation: 'used' },
  { name: 'has ended', invitation: 'ended' },
  { name: 'nobody has issued', invitation: 'unknown' },
] as const;
for (const { name, invitation } of refused) {
  test(`an invitation that ${name} is refused, with the same words`, async () => {
    const redeem = await invite(invitation === 'ended' ? new Date(Date.now() - 1000) : inAnHour());
    if (invitation === 'used') claimsOf(await redeem('grace@example.org'));
    const code = invitation === 'unknown' ? 'ROW-0000-0000' : undefined;
    assert.equal(refusalOf(await redeem('ada@example.org', code)), 'INVITATION_INVALID');
  });
}

test('no table holds the address that redeemed', async () => {
  const code = `ROW-${randomUUID()}`.toUpperCase();
  await addInvitation(code, { invitedBy: 'Mara', endsAt: inAnHour() });
  const redeemed = await redeemInvitation(code, 'ada@example.org', new Date());
  assert.ok(redeemed?.redeemedBy);
  assert.doesNotMatch(JSON.stringify(redeemed), /ada|example/i);
});
