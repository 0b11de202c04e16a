import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { QueueFull, WorkQueue } from '../../shared/work-queue.ts';

const queueOf = (atOnce: number, waiting: number) =>
  new WorkQueue({ tools: Array.from({ length: atOnce }, (_, number) => number), waiting });

/** Work that ends when it is told to. */
function openWork() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}

test('however many come, so many work at a time, so many wait, and the rest is told at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(3), fc.nat(5), fc.nat(20), async (more, waiting, calls) => {
      const atOnce = more + 1;
      const queue = queueOf(atOnce, waiting);
      let [working, most] = [0, 0];
      const turn = () =>
        queue.turn(async () => {
          working += 1;
          most = Math.max(most, working);
          await new Promise(setImmediate);
          working -= 1;
        });
      const turns = await Promise.allSettled(Array.from({ length: calls }, turn));
      const told = turns.filter(({ status }) => status === 'rejected');
      assert.equal(told.length, Math.max(0, calls - atOnce - waiting));
      assert.equal(most, Math.min(calls, atOnce));
    }),
    { numRuns: 50 },
  );
});

test('they come to their turn in the order in which they came, also after work that failed, and the urgent first', async () => {
  const queue = queueOf(1, 3);
  const order: number[] = [];
  const first = openWork();
  const turns = [
    queue.turn(first.work),
    queue.turn(async () => Promise.reject(new Error('failed'))),
    queue.turn(async () => order.push(2)),
    queue.turn(async () => order.push(3)),
    queue.turn(async () => order.push(1), { isUrgent: true }),
  ];
  first.end();
  assert.deepEqual(
    (await Promise.allSettled(turns)).map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  );
  assert.deepEqual(order, [1, 2, 3]);
});

test('who is called off gives up the place, and is not worked for', async () => {
  const queue = queueOf(1, 1);
  const controller = new AbortController();
  const first = openWork();
  const working = queue.turn(first.work);
  const waiting = queue.turn(async () => assert.fail('nobody waits for this'), {
    signal: controller.signal,
  });
  await assert.rejects(
    queue.turn(async () => undefined),
    QueueFull,
  );
  controller.abort(new Error('too late'));
  await assert.rejects(waiting, /too late/);
  const next = queue.turn(async () => 'next');
  first.end();
  await working;
  assert.equal(await next, 'next');
});

test('who would wait too long, as turns go, is told at once; the urgent wait all the same', async () => {
  let time = 0;
  const queue = new WorkQueue({ tools: [1], waiting: 9, longestWaitMs: 120, now: () => time });
  const of100Ms = async () => {
    time += 100;
  };
  await queue.turn(of100Ms); // nobody knows yet how long a turn takes: it counts half
  const turns = Array.from({ length: 4 }, () => queue.turn(of100Ms));
  const urgent = queue.turn(of100Ms, { isUrgent: true });
  const states = (await Promise.allSettled([...turns, urgent])).map(({ status }) => status);
  assert.deepEqual(states, ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});
