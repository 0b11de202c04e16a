import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addInvitation, redeemInvitation } from '../../functions/invitation/invitations.ts';
import { claimsOf, refusalOf, root, startClub } from '../support/club.ts';

const club = await startClub({ after });

const { Values: settings } = JSON.parse(readFileSync(join(root, 'local.settings.json'), 'utf8'));
const officeKey: string = process.env['Invitation__OfficeKey'] ?? settings.Invitation__OfficeKey;
const restApiKey: string = settings.B2C_1A_RestApiKey;

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

const day = 24 * 3_600_000;

/** What the office sends, with its key; a new order unless the order says its own id. */
async function office(name: 'issue' | 'revoke', body: object, key = officeKey) {
  const answer = await club.host.post(`/api/${name}-invitation`, body, { 'x-api-key': key });
  return { status: answer.status, body: await answer.json<Record<string, string>>() };
}
const order = (more: object = {}) => ({ orderId: randomUUID(), invitedBy: 'Mara', ...more });
const issue = async (more: object = {}) => (await office('issue', order(more))).body;
const redeem = (invitationCode: string, email: string) =>
  club.call('REST-RedeemInvitation', { invitationCode, email });

test('what the office issues can be redeemed, in the shape that the page asks for', async () => {
  const { code = '', endsAt = '', link } = await issue({ days: 2 });
  assert.match(code, /^[A-Z]{3}(-[A-Z0-9]{4}){2}$/);
  assert.match(code, /\d/);
  assert.ok(Math.abs(new Date(endsAt).getTime() - Date.now() - 2 * day) < 60_000);
  assert.equal(link, undefined, 'a link is for somebody');
  assert.equal(claimsOf(await redeem(code, 'ada@example.org'))['invitedBy'], 'Mara');
});

test('of twenty deliveries of an order there is one invitation, and its answer is always the same', async () => {
  const ordered = order({ email: 'ada@example.org' });
  const answers = await Promise.all(Array.from({ length: 20 }, () => office('issue', ordered)));
  for (const { status, body } of answers) {
    assert.equal(status, 200);
    assert.deepEqual(body, answers[0]?.body);
  }
});

test('an order under the id of another one is refused', async () => {
  const ordered = order({ email: 'ada@example.org' });
  await office('issue', ordered);
  const { status, body } = await office('issue', { ...ordered, email: 'eve@example.org' });
  assert.deepEqual([status, body['code']], [409, 'INVITATION_ORDER_TAKEN']);
});

test('an invitation that is bound to an address is nobody else’s', async () => {
  const { code = '' } = await issue({ email: 'Ada@Example.org' });
  assert.equal(refusalOf(await redeem(code, 'eve@example.org')), 'INVITATION_INVALID');
  claimsOf(await redeem(code, 'ada@example.org'));
});

test('what was revoked cannot be redeemed; what was redeemed cannot be revoked', async () => {
  const [first, second] = await Promise.all([issue(), issue()]);
  for (let times = 0; times < 2; times += 1) {
    assert.equal((await office('revoke', { code: first['code'] })).status, 200);
  }
  assert.equal(
    refusalOf(await redeem(first['code'] ?? '', 'ada@example.org')),
    'INVITATION_INVALID',
  );
  claimsOf(await redeem(second['code'] ?? '', 'ada@example.org'));
  const late = await office('revoke', { code: second['code'] });
  assert.deepEqual([late.status, late.body['code']], [409, 'INVITATION_REDEEMED']);
  const unknown = await office('revoke', { code: 'ROW-0000-0000' });
  assert.deepEqual([unknown.status, unknown.body['code']], [409, 'INVITATION_UNKNOWN']);
});

test('of a redemption and a revocation at a time one wins', async () => {
  const { code = '' } = await issue();
  const [redeemed, revoked] = await Promise.all([
    redeem(code, 'ada@example.org'),
    office('revoke', { code }),
  ]);
  assert.equal(redeemed.outcome === 'claims', revoked.status === 409);
});

const badOrders = [
  { name: 'another key', body: order(), key: 'nobody', status: 401 },
  { name: 'B2C’s key', body: order(), key: restApiKey, status: 401 },
  { name: 'no order id', body: { invitedBy: 'Mara' }, status: 400 },
  { name: 'no days', body: order({ days: 0 }), status: 400 },
  { name: 'too many days', body: order({ days: 31 }), status: 400 },
  { name: 'no address in email', body: order({ email: 'ada' }), status: 409 },
];
for (const { name, body, key, status } of badOrders) {
  test(`an order with ${name} is ${status}`, async () => {
    assert.equal((await office('issue', body, key)).status, status);
  });
}

test('no table holds the address that redeemed', async () => {
  const code = `ROW-${randomUUID()}`.toUpperCase();
  await addInvitation(code, { invitedBy: 'Mara', endsAt: inAnHour() });
  const redeemed = await redeemInvitation(code, 'ada@example.org', new Date());
  assert.ok(redeemed?.redeemedBy);
  assert.doesNotMatch(JSON.stringify(redeemed), /ada|example/i);
});

await import('./invitation-keys.cases.ts');
