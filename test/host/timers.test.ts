import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BindingInfo, TypedData } from '../../host/core-api.ts';
import type { RegisteredFunction } from '../../host/registry.ts';
import { startTimers } from '../../host/timers.ts';
import { fixtureApp, startFunctionsHost } from '../support/functions-host.ts';

/** A clock that stands until it is told to go on; alarms go off on the way. */
function createClock(start: string) {
  let nowMs = Date.parse(start);
  const alarms = new Map<symbol, { atMs: number; callback: () => void }>();
  return {
    now: () => new Date(nowMs),
    setAlarm: (callback: () => void, afterMs: number) => {
      const key = Symbol();
      alarms.set(key, { atMs: nowMs + afterMs, callback });
      return () => void alarms.delete(key);
    },
    alarms,
    /** Goes on to a time, and lets promises settle after each alarm. */
    async advanceTo(end: string): Promise<void> {
      for (;;) {
        const [next] = [...alarms].sort(([, a], [, b]) => a.atMs - b.atMs);
        if (!next || next[1].atMs > Date.parse(end)) break;
        alarms.delete(next[0]);
        nowMs = next[1].atMs;
        next[1].callback();
        await new Promise((resolve) => setImmediate(resolve));
      }
      nowMs = Date.parse(end);
    },
  };
}

function timerFunction(name: string, settings: Record<string, unknown>): RegisteredFunction {
  const trigger: BindingInfo = { type: 'timerTrigger', direction: 'in', ...settings };
  return { name, metadata: { name, bindings: { timer: trigger } }, callback: () => undefined };
}

function createScope(start: string, work: () => Promise<void> = async () => {}) {
  const clock = createClock(start);
  const calls: { at: string; data: TypedData }[] = [];
  const lines: string[] = [];
  const scope = {
    ...clock,
    environment: { Nightly: '0 0 3 * * *' },
    log: {
      write: (level: string, _category: string, source: string, message: string) =>
        void lines.push(`${level} ${source} ${message}`),
    },
    invoke: (_registered: RegisteredFunction, data: TypedData) => {
      calls.push({ at: clock.now().toISOString(), data });
      return work();
    },
  };
  return { clock, scope, calls, lines, times: () => calls.map(({ at }) => at) };
}

test('a timer runs each time it is due', async () => {
  const { clock, scope, times } = createScope('2026-01-01T00:00:30Z');
  startTimers(scope, [timerFunction('f', { schedule: '0 */10 * * * *' })]);
  await clock.advanceTo('2026-01-01T00:30:00Z');
  assert.deepEqual(times(), [
    '2026-01-01T00:10:00.000Z',
    '2026-01-01T00:20:00.000Z',
    '2026-01-01T00:30:00.000Z',
  ]);
});

test('the schedule may be a setting', async () => {
  const { clock, scope, times } = createScope('2026-01-01T00:00:00Z');
  startTimers(scope, [timerFunction('f', { schedule: '%Nightly%' })]);
  await clock.advanceTo('2026-01-02T00:00:00Z');
  assert.deepEqual(times(), ['2026-01-01T03:00:00.000Z']);
});

test('a schedule further away than Node can wait is waited for in steps', async () => {
  const { clock, scope, times } = createScope('2026-01-01T00:00:00Z');
  startTimers(scope, [timerFunction('f', { schedule: '0 0 0 1 7 *' })]);
  for (const { atMs } of clock.alarms.values()) {
    assert.ok(atMs - clock.now().getTime() < 2 ** 31);
  }
  await clock.advanceTo('2026-12-31T00:00:00Z');
  assert.deepEqual(times(), ['2026-07-01T00:00:00.000Z']);
});

test('an alarm that goes off early does not run its time twice', async () => {
  const { clock, scope, times } = createScope('2026-01-01T00:00:00Z');
  const early = (callback: () => void, afterMs: number) => clock.setAlarm(callback, afterMs - 2);
  startTimers({ ...scope, setAlarm: early }, [timerFunction('f', { schedule: '0 * * * * *' })]);
  await clock.advanceTo('2026-01-01T00:02:30Z');
  assert.deepEqual(times(), ['2026-01-01T00:00:59.998Z', '2026-01-01T00:01:59.998Z']);
});

test('runOnStartup runs at once, then as scheduled', async () => {
  const { clock, scope, calls, times } = createScope('2026-01-01T00:00:30Z');
  startTimers(scope, [timerFunction('f', { schedule: '0 * * * * *', runOnStartup: true })]);
  assert.equal(calls.length, 1);
  await new Promise((resolve) => setImmediate(resolve));
  await clock.advanceTo('2026-01-01T00:01:00Z');
  assert.deepEqual(times(), ['2026-01-01T00:00:30.000Z', '2026-01-01T00:01:00.000Z']);
});

test('a function never runs twice at once', async () => {
  const first = Promise.withResolvers<void>();
  const { clock, scope, calls } = createScope('2026-01-01T00:00:00Z', () => first.promise);
  startTimers(scope, [timerFunction('f', { schedule: '* * * * * *' })]);
  await clock.advanceTo('2026-01-01T00:01:00Z');
  assert.equal(calls.length, 1);
  first.resolve();
  await new Promise((resolve) => setImmediate(resolve));
  await clock.advanceTo('2026-01-01T00:01:02Z');
  assert.equal(calls.length, 3);
});

test('a failure is logged, and the timer goes on', async () => {
  const failing = () => Promise.reject(new Error('broken'));
  const { clock, scope, calls, lines } = createScope('2026-01-01T00:00:00Z', failing);
  startTimers(scope, [timerFunction('f', { schedule: '* * * * * *' })]);
  await clock.advanceTo('2026-01-01T00:00:02Z');
  assert.equal(calls.length, 2);
  assert.match(lines[0] ?? '', /^error f Error: broken/);
});

test('functions are told when they ran last and when they run next', async () => {
  const { clock, scope, calls } = createScope('2026-01-01T00:00:00Z');
  startTimers(scope, [timerFunction('f', { schedule: '0 * * * * *' })]);
  await clock.advanceTo('2026-01-01T00:02:00Z');
  assert.deepEqual(JSON.parse(calls[1]?.data.json ?? ''), {
    IsPastDue: false,
    Schedule: { AdjustForDST: true },
    ScheduleStatus: {
      Last: '2026-01-01T00:01:00.000Z',
      LastUpdated: '2026-01-01T00:01:00.000Z',
      Next: '2026-01-01T00:03:00.000Z',
    },
  });
});

test('stopping takes alarms back and waits for what runs', async () => {
  const work = Promise.withResolvers<void>();
  const { clock, scope, calls } = createScope('2026-01-01T00:00:00Z', () => work.promise);
  const timers = startTimers(scope, [
    timerFunction('runs', { schedule: '0 * * * * *', runOnStartup: true }),
    timerFunction('waits', { schedule: '0 * * * * *' }),
  ]);
  const stopped = timers.stop();
  assert.equal(clock.alarms.size, 0);
  work.resolve();
  await stopped;
  await clock.advanceTo('2026-01-01T01:00:00Z');
  assert.equal(calls.length, 1);
});

test('timers run in the host, and /admin runs what a timer or a queue would', async (t) => {
  const env = { EachSecond: '* * * * * *' };
  const host = await startFunctionsHost(t, { app: fixtureApp, main: 'timers.js', env });
  const admin = (name: string, body: unknown) => host.post(`/admin/functions/${name}`, body);
  assert.equal((await admin('fails', {})).status, 202);
  assert.equal((await admin('QUEUED', { input: { id: 7 } })).status, 202);
  assert.equal((await admin('runs', {})).status, 202);
  assert.equal((await admin('unknown', {})).status, 404);
  assert.equal((await admin('fails', '[]')).status, 415);
  assert.equal((await admin('fails', [])).status, 400);
  assert.equal(
    (await host.post('/admin/functions/fails', '{', { 'content-type': 'application/json' })).status,
    400,
  );
  assert.equal((await host.get('/admin/functions/fails')).status, 404);

  await host.says(/each-second: tick/);
  const response = await host.get('/api/runs');
  const runs = await response.json<{ name: string; timer?: unknown; message?: unknown }[]>();
  const startRun = runs.find(({ name }) => name === 'at-start');
  assert.deepEqual(Object.keys(startRun?.timer ?? {}).sort(), [
    'isPastDue',
    'schedule',
    'scheduleStatus',
  ]);
  assert.deepEqual(runs.find(({ name }) => name === 'queued')?.message, { id: 7 });
  const expected = [
    /error broken: does not run.*"61" is no second/,
    /error unset: does not run.*"NoSuchSetting" is not set/,
    /warning never: never runs/,
    /warning queued: is not run by its queueTrigger/,
    /error fails: Error: timer-failed/,
    /warning runs: has an HTTP trigger/,
  ];
  for (const line of expected) await host.says(line);
});
