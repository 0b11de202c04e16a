import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import {
  hashes,
  remembered,
  rememberPassword,
  wasUsed,
} from '../../functions/password-rules/password-history.ts';
import { QueueFull } from '../../shared/work-queue.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });

const nora = {
  givenName: 'Nora',
  surname: 'Keller',
  displayName: 'Nora Keller',
  'signInNames.emailAddress': 'seagull.nk@example.org',
};

const check = (newPassword: string, more = {}) =>
  club.call('REST-CheckNewPassword', { ...nora, newPassword, ...more });
const remember = (objectId: string, newPassword: string, journey = {}) =>
  club.call('REST-RememberPassword', { objectId, newPassword }, journey);

const broken = [
  { newPassword: 'Alder-Lake-2026', rule: 'PASSWORD_HAS_CLUB_WORD' },
  { newPassword: '4ld3rL@ke-2026', rule: 'PASSWORD_HAS_CLUB_WORD' },
  { newPassword: 'my b.o.a.t.h.o.u.s.e 1', rule: 'PASSWORD_HAS_CLUB_WORD' },
  { newPassword: 'Nora-sails-2026', rule: 'PASSWORD_HAS_OWN_NAME' },
  { newPassword: 'xK3ll3rx-quiet', rule: 'PASSWORD_HAS_OWN_NAME' },
  { newPassword: 'Seagull-over-58', rule: 'PASSWORD_HAS_OWN_NAME' },
  { newPassword: 'P@ssw0rd2026!', rule: 'PASSWORD_TOO_COMMON' },
  { newPassword: '1qaz2wsx3edc', rule: 'PASSWORD_TOO_COMMON' },
];
for (const { newPassword, rule } of broken) {
  test(`"${newPassword}" is refused: ${rule}`, async () => {
    assert.equal(refusalOf(await check(newPassword)), rule);
  });
}

test('the address is one of her names, also where the account does not have it yet', async () => {
  const claims = { newPassword: 'Seagull-over-58', email: 'seagull.nk@example.org' };
  const outcome = await club.call('REST-CheckNewPassword', claims);
  assert.equal(refusalOf(outcome), 'PASSWORD_HAS_OWN_NAME');
});

test('a password that breaks no rule passes, also of somebody who joins', async () => {
  assert.deepEqual(claimsOf(await check('Quiet-lantern-58')), {});
  const claims = { newPassword: 'Quiet-lantern-58' };
  assert.deepEqual(claimsOf(await club.call('REST-CheckNewPassword', claims)), {});
});

test('the old password is none to change to, in words that say how many are remembered', async () => {
  const outcome = await check('Quiet-lantern-58', { oldPassword: 'Quiet-lantern-58' });
  assert.equal(refusalOf(outcome), 'PASSWORD_USED_BEFORE');
  assert.match(outcome.outcome === 'error' ? outcome.userMessage : '', /none of your last 5\.$/);
});

test('each of the last passwords is refused, and the one before them no more', async () => {
  const objectId = randomUUID();
  const passwords = Array.from({ length: remembered + 1 }, (_, n) => `Quiet-lantern-${n}`);
  for (const each of passwords) claimsOf(await remember(objectId, each));
  const [first = '', ...last] = passwords;
  for (const each of last)
    assert.equal(refusalOf(await check(each, { objectId })), 'PASSWORD_USED_BEFORE');
  assert.deepEqual(claimsOf(await check(first, { objectId })), {});
  assert.deepEqual(claimsOf(await check(last[0] ?? '', { objectId: randomUUID() })), {});
});

test('a password that is delivered many times takes one place', async () => {
  const objectId = randomUUID();
  claimsOf(await remember(objectId, 'Quiet-lantern-first'));
  const journey = { correlationId: randomUUID() };
  const delivered = Array.from({ length: 8 }, () => remember(objectId, 'Quiet-lantern-2', journey));
  for (const outcome of await Promise.all(delivered)) claimsOf(outcome);
  for (let n = 3; n < 2 + remembered - 1; n += 1) await remember(objectId, `Quiet-lantern-${n}`);
  assert.equal(await wasUsed(objectId, 'Quiet-lantern-first'), true);
});

test('passwords that come at the same time are all remembered', async () => {
  const objectId = randomUUID();
  const passwords = Array.from({ length: remembered }, (_, n) => `Quiet-lantern-${n}`);
  const outcomes = await Promise.all(passwords.map((each) => remember(objectId, each)));
  for (const outcome of outcomes) claimsOf(outcome);
  for (const each of passwords) assert.equal(await wasUsed(objectId, each), true);
});

test('where too many ask at once, the rest is told so, and what has to be remembered is', async () => {
  const objectId = randomUUID();
  await rememberPassword(objectId, 'Quiet-lantern-1');
  const { promise: end, resolve } = Promise.withResolvers<void>();
  const others: Promise<void>[] = [];
  let isFull = false;
  while (!isFull) {
    const turn = hashes.turn(() => end);
    others.push(turn);
    turn.catch(() => {
      isFull = true;
    });
    await new Promise(setImmediate);
  }
  await assert.rejects(wasUsed(objectId, 'Quiet-lantern-1'), QueueFull);
  const remembering = rememberPassword(objectId, 'Quiet-lantern-2');
  resolve();
  await remembering;
  await Promise.allSettled(others);
  assert.equal(await wasUsed(objectId, 'Quiet-lantern-2'), true);
});
