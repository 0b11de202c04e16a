import assert from 'node:assert/strict';
import test from 'node:test';
import { type Metric, onMetric } from '../../shared/metrics.ts';
import { serve } from '../../shared/serve.ts';
import { invoke, jsonBody } from '../support/invocation.ts';
import { profile } from '../support/served-profile.ts';

const authentication = { type: 'ApiKeyHeader', header: 'x-key', key: 'Key' } as const;
const line =
  /^REST-Test: the caller used the (current|next) ApiKeyHeader credential\. \[[0-9a-f-]{36}\]$/;

const cases = [
  { name: 'the current one', key: 'CANARY', next: 'CANARY-2', slot: 'current', isLogged: true },
  { name: 'the next one', key: 'CANARY-2', next: 'CANARY-2', slot: 'next', isLogged: true },
  {
    name: 'one that is both',
    key: 'CANARY',
    next: 'CANARY',
    slot: 'current',
    isLogged: false,
  },
  { name: 'the only one', key: 'CANARY', next: undefined, slot: 'current', isLogged: false },
  { name: 'none', key: 'wrong', next: 'CANARY-2', slot: undefined, isLogged: false },
];

for (const { name, key, next, slot, isLogged } of cases) {
  test(`of two keys a call used ${name}: the count says it, ${isLogged ? 'and' : 'not'} the log`, async (t) => {
    const told: Metric[] = [];
    t.after(onMetric((metric) => told.push(metric)));
    const environment = { Key: 'CANARY', Key__Next: next };
    const handler = serve({ ...profile, authentication }, () => {}, { environment });
    const { log } = await invoke(handler, jsonBody({}, { 'x-key': key }));
    const slots = log.flatMap((entry) => line.exec(entry.line)?.[1] ?? []);
    assert.deepEqual(slots, isLogged ? [slot] : []);
    assert.doesNotMatch(JSON.stringify([log, told]), /CANARY/);
    const dimensions = { profile: 'REST-Test', type: 'ApiKeyHeader', slot };
    const counted = told.filter((metric) => metric.name === 'credential');
    assert.deepEqual(
      counted,
      slot ? [{ name: 'credential', kind: 'count', value: 1, dimensions }] : [],
    );
  });
}
