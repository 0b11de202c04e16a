import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createThrottle } from '../../host/throttle.ts';

/** Work that ends when it is told to. */
function createWork() {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const work = (id: number) => () => {
    started.push(id);
    return new Promise<number>((resolve) => ends.push(() => resolve(id)));
  };
  const endFirst = async () => {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { started, work, endFirst };
}

test('without limits all work runs at once', () => {
  const { started, work } = createWork();
  const throttle = createThrottle({
    maxOutstandingRequests: undefined,
    maxConcurrentRequests: undefined,
  });
  for (let id = 0; id < 50; id++) void throttle.run(work(id));
  assert.equal(started.length, 50);
});

test('what is too much waits for its turn, in order; what is more than that is refused', async () => {
  const { started, work, endFirst } = createWork();
  const throttle = createThrottle({ maxOutstandingRequests: 4, maxConcurrentRequests: 2 });
  const runs = [1, 2, 3, 4, 5].map((id) => throttle.run(work(id)));
  assert.equal(runs[4], undefined);
  assert.deepEqual(started, [1, 2]);
  await endFirst();
  assert.deepEqual(started, [1, 2, 3]);
  void throttle.run(work(6));
  assert.equal(throttle.run(work(7)), undefined);
  for (let count = 0; count < 4; count++) await endFirst();
  assert.deepEqual(started, [1, 2, 3, 4, 6]);
  assert.deepEqual(await Promise.all(runs.slice(0, 4)), [1, 2, 3, 4]);
});

test('work that fails gives its turn back', async () => {
  const throttle = createThrottle({ maxOutstandingRequests: 1, maxConcurrentRequests: 1 });
  await assert.rejects(throttle.run(() => Promise.reject(new Error('x'))) ?? Promise.resolve());
  assert.equal(await throttle.run(async () => 'ran'), 'ran');
});
