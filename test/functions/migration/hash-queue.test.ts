import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HashQueue, QueueFull } from '../../../functions/migration/hash-queue.ts';

const never = new AbortController().signal;
const start = () => ({ derive: async () => new Uint8Array() });

/** Work that ends when it is told to. */
function openWork() {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { work: () => promise, end: resolve };
}

test('however many come, so many work at a time, so many wait, and the rest is told at once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(3), fc.nat(5), fc.nat(20), async (more, waiting, calls) => {
      const atOnce = more + 1;
      const queue = new HashQueue({ atOnce, waiting, start });
      let [working, most] = [0, 0];
      const turn = () =>
        queue.turn(never, async () => {
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

test('they come to their turn in the order in which they came, also after work that failed', async () => {
  const queue = new HashQueue({ atOnce: 1, waiting: 3, start });
  const order: number[] = [];
  const first = openWork();
  const turns = [
    queue.turn(never, first.work),
    queue.turn(never, async () => Promise.reject(new Error('failed'))),
    queue.turn(never, async () => order.push(2)),
    queue.turn(never, async () => order.push(3)),
  ];
  first.end();
  assert.deepEqual(
    (await Promise.allSettled(turns)).map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  );
  assert.deepEqual(order, [2, 3]);
});

test('who is called off gives up the place, and is not worked for', async () => {
  const queue = new HashQueue({ atOnce: 1, waiting: 1, start });
  const controller = new AbortController();
  const first = openWork();
  const working = queue.turn(never, first.work);
  const waiting = queue.turn(controller.signal, async () => assert.fail('nobody waits for this'));
  await assert.rejects(
    queue.turn(never, async () => undefined),
    QueueFull,
  );
  controller.abort(new Error('too late'));
  await assert.rejects(waiting, /too late/);
  const next = queue.turn(never, async () => 'next');
  first.end();
  await working;
  assert.equal(await next, 'next');
});
