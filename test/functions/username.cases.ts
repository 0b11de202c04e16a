import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { holderOf, reserveName } from '../../functions/username/reservations.ts';
import { readUserName } from '../../functions/username/user-name.ts';
import { claimsOf, refusalOf, startClub } from '../support/club.ts';

const club = await startClub({ after });

/** A name that nobody has, without digits, which might look like letters. */
function newName(): string {
  const letters = [...randomUUID().replaceAll('-', '')].map(
    (hex) => 'abcdefghijkpqstu'[Number.parseInt(hex, 16)],
  );
  return `n${letters.join('').slice(0, 16)}`;
}

/** Somebody who signs up. */
function startSignUp() {
  const journey = { correlationId: randomUUID() };
  return {
    journey: journey.correlationId,
    reserve: (usernameEntered: string, more = {}) =>
      club.call('REST-ReserveUsername', { usernameEntered }, { ...journey, ...more }),
    confirm: (username: string, objectId: string) =>
      club.call('REST-ConfirmUsername', { username, objectId }, journey),
    release: (username: string) => club.call('REST-ReleaseUsername', { username }, journey),
  };
}

function nameOf(typed: string) {
  const name = readUserName(typed);
  assert.ok(name);
  return name;
}

const holder = (typed: string) => holderOf(nameOf(typed), new Date());

test('a name is told as it is written to the directory', async () => {
  const name = newName();
  assert.deepEqual(claimsOf(await startSignUp().reserve(` ${name.toUpperCase()} `)), {
    username: name,
  });
});

const refused = [
  { usernameEntered: 'r', code: 'USERNAME_INVALID', words: /^A user name has 3 to 20 letters/ },
  { usernameEntered: 'ruтh.amsler', code: 'USERNAME_INVALID', words: /letters and digits/ },
  { usernameEntered: 'Administrator1', code: 'USERNAME_RESERVED', words: /kept for the club/ },
];
for (const { usernameEntered, code, words } of refused) {
  test(`"${usernameEntered}" is refused: ${code}`, async () => {
    const outcome = await startSignUp().reserve(usernameEntered);
    assert.equal(refusalOf(outcome), code);
    assert.match(outcome.outcome === 'error' ? outcome.userMessage : '', words);
  });
}

test('of 64 journeys at a time that want names that look alike exactly one gets one', async () => {
  const name = newName();
  const spellings = [name, `${name.slice(0, 5)}.${name.slice(5)}`, name.toUpperCase()];
  const wanting = Array.from({ length: 64 }, startSignUp);
  const outcomes = await Promise.all(
    wanting.map(({ reserve }, index) => reserve(spellings[index % 3] ?? name)),
  );
  const losers = outcomes.filter(({ outcome }) => outcome !== 'claims');
  assert.equal(losers.length, 63);
  assert.deepEqual(new Set(losers.map(refusalOf)), new Set(['USERNAME_TAKEN']));
  const winner = wanting[outcomes.findIndex(({ outcome }) => outcome === 'claims')];
  assert.equal((await holder(name))?.journey, winner?.journey);
});

test('a journey may ask again, and confirm again', async () => {
  const [name, objectId] = [newName(), randomUUID()];
  const { reserve, confirm } = startSignUp();
  const reserved = await Promise.all(Array.from({ length: 8 }, () => reserve(name)));
  for (const outcome of reserved) assert.deepEqual(claimsOf(outcome), { username: name });
  const confirmed = await Promise.all(Array.from({ length: 8 }, () => confirm(name, objectId)));
  for (const outcome of confirmed) claimsOf(outcome);
  claimsOf(await reserve(name));
  assert.equal((await holder(name))?.objectId, objectId);
});

test('a name that an account has is nobody else’s, nor the account’s of another object id', async () => {
  const [name, objectId] = [newName(), randomUUID()];
  const { reserve, confirm, release } = startSignUp();
  await reserve(name);
  await confirm(name, objectId);
  assert.equal(refusalOf(await startSignUp().reserve(name)), 'USERNAME_TAKEN');
  assert.equal(refusalOf(await confirm(name, randomUUID())), 'USERNAME_TAKEN');
  claimsOf(await release(name));
  assert.equal((await holder(name))?.objectId, objectId, 'a late release takes nothing away');
});

test('a name whose account was not made is free again; another journey cannot release it', async () => {
  const name = newName();
  const { reserve, release } = startSignUp();
  await reserve(name);
  claimsOf(await startSignUp().release(name));
  assert.equal(refusalOf(await startSignUp().reserve(name)), 'USERNAME_TAKEN');
  claimsOf(await release(name));
  claimsOf(await release(name));
  claimsOf(await startSignUp().reserve(name));
});

test('who chooses another name gives up the first', async () => {
  const [first, second] = [newName(), newName()];
  const { reserve, journey } = startSignUp();
  await reserve(first);
  claimsOf(await reserve(second));
  assert.equal(await holder(first), undefined);
  assert.equal((await holder(second))?.journey, journey);
});

test('a reservation ends after ten minutes', async () => {
  const name = nameOf(newName());
  const at = (minutes: number) => new Date(Date.parse('2099-01-01') + minutes * 60_000);
  assert.equal(await reserveName(name, 'one', at(0)), true);
  assert.equal(await reserveName(name, 'other', at(9)), false);
  assert.equal(await reserveName(name, 'other', at(11)), true);
});

test('whoever asks for a name again has it for ten minutes from then', async () => {
  const [name, other] = [nameOf(newName()), nameOf(newName())];
  const at = (minutes: number) => new Date(Date.parse('2099-02-01') + minutes * 60_000);
  assert.equal(await reserveName(name, 'again', at(0)), true);
  assert.equal(await reserveName(name, 'again', at(9)), true);
  assert.equal(await reserveName(name, 'another', at(18)), false);
  assert.equal(await reserveName(other, 'again', at(18)), true);
  assert.equal(await reserveName(name, 'another', at(18)), true, 'it was given up');
});

test('a name that was confirmed after its reservation had ended is the account’s', async () => {
  const [name, objectId] = [newName(), randomUUID()];
  claimsOf(await startSignUp().confirm(name, objectId));
  assert.equal((await holder(name))?.objectId, objectId);
});
