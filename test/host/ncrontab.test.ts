import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseSchedule } from '../../host/ncrontab.ts';

const cases = [
  { schedule: '* * * * * *', after: '2026-01-01T00:00:00.000Z', next: '2026-01-01T00:00:01Z' },
  { schedule: '* * * * * *', after: '2026-01-01T00:00:00.999Z', next: '2026-01-01T00:00:01Z' },
  { schedule: '0 */5 * * * *', after: '2026-01-01T00:00:00Z', next: '2026-01-01T00:05:00Z' },
  { schedule: '*/5 * * * *', after: '2026-01-01T00:00:00Z', next: '2026-01-01T00:05:00Z' },
  { schedule: '0 0 * * * *', after: '2026-12-31T23:30:00Z', next: '2027-01-01T00:00:00Z' },
  { schedule: '0 30 9 * * 1-5', after: '2026-01-02T10:00:00Z', next: '2026-01-05T09:30:00Z' },
  { schedule: '0 30 9 * Jan Mon', after: '2026-01-26T09:30:00Z', next: '2027-01-04T09:30:00Z' },
  { schedule: '0 0 0 * * FRI-MON', after: '2026-01-02T00:00:00Z', next: '2026-01-05T00:00:00Z' },
  { schedule: '0 0 0 13 * friday', after: '2026-01-01T00:00:00Z', next: '2026-02-13T00:00:00Z' },
  { schedule: '0 0 0 29 2 *', after: '2026-01-01T00:00:00Z', next: '2028-02-29T00:00:00Z' },
  { schedule: '0 0 0 31 * *', after: '2026-01-31T00:00:00Z', next: '2026-03-31T00:00:00Z' },
  { schedule: '5,10 0 0 1 1 *', after: '2026-01-01T00:00:05Z', next: '2026-01-01T00:00:10Z' },
  { schedule: '50/3 * * * * *', after: '2026-01-01T00:00:53Z', next: '2026-01-01T00:00:56Z' },
  { schedule: '0-30/15 * * * * *', after: '2026-01-01T00:00:30Z', next: '2026-01-01T00:01:00Z' },
  { schedule: '00:05:00', after: '2026-01-01T00:00:01Z', next: '2026-01-01T00:05:01Z' },
  { schedule: '1.00:00:00', after: '2026-01-01T00:00:00Z', next: '2026-01-02T00:00:00Z' },
];
for (const { schedule, after, next } of cases) {
  test(`"${schedule}" after ${after} is due at ${next}`, () => {
    assert.deepEqual(parseSchedule(schedule).next(new Date(after)), new Date(next));
  });
}

test('a thirtieth of February never comes', () => {
  assert.equal(parseSchedule('0 0 0 30 2 *').next(new Date(0)), undefined);
});

const invalid = [
  { schedule: '', says: /six fields/ },
  { schedule: '* * * *', says: /six fields/ },
  { schedule: '* * * * * * *', says: /six fields/ },
  { schedule: '60 * * * * *', says: /"60" is no second: those go from 0 to 59/ },
  { schedule: '* * 24 * * *', says: /"24" is no hour/ },
  { schedule: '* * * 0 * *', says: /"0" is no day/ },
  { schedule: '* * * * 13 *', says: /"13" is no month/ },
  { schedule: '* * * * * 7', says: /"7" is no day of week/ },
  { schedule: '* * * * * noday', says: /"noday" is no day of week/ },
  { schedule: 'x * * * * *', says: /"x" is no second/ },
  { schedule: '1-2-3 * * * * *', says: /"1-2-3" is no second/ },
  { schedule: '1/2/3 * * * * *', says: /"1\/2\/3" is no second/ },
  { schedule: '*/x * * * * *', says: /"\*\/x" is no second/ },
  { schedule: '1, * * * * *', says: /"" is no second/ },
  { schedule: '@hourly', says: /six fields/ },
];
for (const { schedule, says } of invalid) {
  test(`"${schedule}" is no schedule`, () => {
    assert.throws(() => parseSchedule(schedule), says);
  });
}

const field = (least: number, most: number) =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min: least, max: most }).map(String),
    fc.integer({ min: 1, max: 30 }).map((step) => `*/${step}`),
    fc
      .tuple(fc.integer({ min: least, max: most }), fc.integer({ min: least, max: most }))
      .map(([from, to]) => `${from}-${to}`),
  );
const schedules = fc
  .tuple(field(0, 59), field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
  .map((fields) => fields.join(' '));
const instants = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2100-01-01'),
  noInvalidDate: true,
});

test('the next time is later, and is its own next time from a second before', () => {
  fc.assert(
    fc.property(schedules, instants, (text, after) => {
      const schedule = parseSchedule(text);
      const next = schedule.next(after);
      if (!next) return;
      assert.ok(next > after);
      assert.deepEqual(schedule.next(new Date(next.getTime() - 1000)), next);
    }),
  );
});

test('no time is skipped: going on from anywhere before the next time leads to it', () => {
  fc.assert(
    fc.property(
      schedules,
      instants,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (text, after, share) => {
        const schedule = parseSchedule(text);
        const next = schedule.next(after);
        if (!next) return;
        const between =
          after.getTime() + Math.floor((next.getTime() - after.getTime() - 1) * share);
        assert.deepEqual(schedule.next(new Date(between)), next);
      },
    ),
  );
});
