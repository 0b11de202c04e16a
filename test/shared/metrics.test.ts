import assert from 'node:assert/strict';
import test from 'node:test';
import { count, type Metric, onMetric, record } from '../../shared/metrics.ts';

test('a listener is told each measurement until it stops', () => {
  const told: Metric[] = [];
  const stop = onMetric((metric) => told.push(metric));
  count('credential', { slot: 'next' });
  record('durationMs', 12.5);
  stop();
  count('credential');
  assert.deepEqual(told, [
    { name: 'credential', kind: 'count', value: 1, dimensions: { slot: 'next' } },
    { name: 'durationMs', kind: 'value', value: 12.5, dimensions: {} },
  ]);
});

test('a listener that throws harms neither the call nor the other listeners', (t) => {
  const told: string[] = [];
  t.after(
    onMetric(() => {
      throw new Error('The listener is broken.');
    }),
  );
  t.after(onMetric(({ name }) => told.push(name)));
  count('refusal');
  assert.deepEqual(told, ['refusal']);
});
