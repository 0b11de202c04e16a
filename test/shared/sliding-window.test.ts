import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { defineSlidingWindow } from '../../shared/sliding-window.ts';
import { startAzurite } from '../support/azurite.ts';

const { connectionString } = await startAzurite({ after });
Object.assign(process.env, {
  Storage: connectionString,
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
});

const window = defineSlidingWindow('windowsoftest', {
  holds: 'Events of a test.',
  personal: {},
  retention: 'A second.',
});
const rules = { limit: 3, windowMs: 1000 };
const at = (ms: number) => new Date(Date.UTC(2026, 10, 2) + ms);
const take = (key: string, ms: number) => window.take(key, rules, at(ms));

test('as many as the limit are let through, and each place is free again after the window', async () => {
  const key = randomUUID();
  for (const ms of [0, 400, 800]) assert.equal(await take(key, ms), undefined);
  assert.deepEqual(await take(key, 900), at(1000), 'the first of them ends first');
  assert.deepEqual(await take(key, 999), at(1000));
  assert.equal(await take(key, 1000), undefined);
  assert.deepEqual(await take(key, 1399), at(1400));
  assert.equal(await take(key, 1400), undefined);
});

test('keys do not count for each other', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  for (const ms of [0, 1, 2]) await take(one, ms);
  assert.notEqual(await take(one, 3), undefined);
  assert.equal(await take(other, 3), undefined);
});

test('of thirty at a time exactly as many as the limit are let through, also where old places are taken over', async () => {
  const key = randomUUID();
  for (const start of [0, 5000]) {
    const all = Array.from({ length: 30 }, () => take(key, start));
    const free = (await Promise.all(all)).filter((until) => until === undefined);
    assert.equal(free.length, rules.limit);
  }
});

test('a limit that was lowered counts at once', async () => {
  const key = randomUUID();
  for (const ms of [0, 1, 2]) await take(key, ms);
  assert.notEqual(await window.take(key, { ...rules, limit: 1 }, at(3)), undefined);
});

test('who gets no place of the one key has taken none of the other', async () => {
  const [range, country] = [randomUUID(), randomUUID()];
  for (const ms of [0, 1, 2]) await take(country, ms);
  const wanted = [range, country].map((key) => ({ key, rules }));
  assert.deepEqual(await window.takeEach(wanted, at(3)), at(1000));
  for (const ms of [4, 5, 6]) assert.equal(await take(range, ms), undefined);
  assert.equal(await window.takeEach(wanted, at(1006)), undefined, 'both have places again');
});
