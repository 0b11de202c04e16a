import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { addLegacyAccount } from '../../functions/migration/legacy-accounts.ts';
import { startClub } from '../support/club.ts';

const club = await startClub({ after });

const password = 'Correct-horse-7';
/** Of that password, by crypt(3): what most old systems have. */
const passwordHash = '$2b$10$abcdefghijklmnopqrstuuIhCoPVlXa9Jlk2eeHTbLyyiwtRAAZHm';
const people = Array.from({ length: 64 }, () => `${randomUUID()}@example.org`);
const until = new Date('2099-01-01');

/** How long a call of another scenario takes, in milliseconds. */
async function callAnother(): Promise<number> {
  const start = performance.now();
  const outcome = await club.call('REST-CheckEmailDomain', { emailDomain: 'nobody.example' });
  assert.equal(outcome.outcome, 'claims');
  return performance.now() - start;
}

async function repeatWhile(isGoingOn: () => boolean): Promise<number[]> {
  const took: number[] = [];
  while (isGoingOn()) took.push(await callAnother());
  return took.sort((a, b) => a - b);
}

const atPercent = (sorted: readonly number[], percent: number) =>
  Math.round(sorted[Math.floor((sorted.length * percent) / 100)] ?? Number.NaN);

const summary = (sorted: readonly number[]) =>
  `p50 ${atPercent(sorted, 50)} ms, p95 ${atPercent(sorted, 95)} ms, slowest ${Math.round(sorted.at(-1) ?? 0)} ms of ${sorted.length}`;

before(() =>
  Promise.all(people.map((signInName) => addLegacyAccount({ signInName, passwordHash }, until))),
);

test('while 64 people sign in at a time, calls of other scenarios are answered', async (t) => {
  await callAnother();
  const quiet: number[] = [];
  while (quiet.length < 40) quiet.push(await callAnother());
  quiet.sort((a, b) => a - b);
  let isGoingOn = true;
  const start = performance.now();
  const others = repeatWhile(() => isGoingOn);
  const outcomes = await Promise.all(
    people.map((signInName) => club.call('REST-CheckLegacyPassword', { signInName, password })),
  );
  isGoingOn = false;
  const busy = await others;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const moved = outcomes.filter(
    (outcome) => outcome.outcome === 'claims' && outcome.claims.get('needsMigration') === true,
  );
  t.diagnostic(`another call, quiet: ${summary(quiet)}`);
  t.diagnostic(`another call, while ${moved.length} of 64 hash for ${seconds} s: ${summary(busy)}`);
  const told = new Set(outcomes.flatMap((each) => (each.outcome === 'error' ? [each.code] : [])));
  assert.ok(
    [...told].every((code) => code === 'ERR_DEADLINE_EXCEEDED'),
    [...told].join(),
  );
  assert.ok(moved.length > 0);
  const share = atPercent(busy, 95) / 1000 / Number(seconds);
  assert.ok(share < 0.25, 'who waits for a queue of hashes waits for nearly all of it');
});

test('a name without an account takes as long as a wrong password', async (t) => {
  const known: number[] = [];
  const unknown: number[] = [];
  for (const [index, signInName] of people.slice(0, 20).entries()) {
    for (const [name, times] of [
      [signInName, known],
      [`${randomUUID()}@example.org`, unknown],
    ] as const) {
      const start = performance.now();
      await club.call('REST-CheckLegacyPassword', { signInName: name, password: `wrong-${index}` });
      times.push(performance.now() - start);
    }
  }
  // What else the machine does makes calls slower, never faster.
  const [ofKnown, ofUnknown] = [Math.min(...known), Math.min(...unknown)];
  t.diagnostic(
    `wrong password: at least ${ofKnown.toFixed(1)} ms; no account: ${ofUnknown.toFixed(1)} ms`,
  );
  assert.ok(Math.abs(ofKnown - ofUnknown) < 0.25 * ofKnown);
});
