import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { outgoing } from '../../shared/outgoing.ts';
import { manualTiming } from '../support/manual-timing.ts';
import { startApi } from '../support/test-api.ts';

type Headers = Readonly<Record<string, string>>;

/** A dependency that refuses its first call so, and answers all others. */
async function dependency(t: TestContext, headers: Headers, status = 429) {
  const timing = manualTiming();
  const { url, seen } = await startApi(t, (response, count) => {
    if (count === 1) response.writeHead(status, headers).end('{}');
    else response.end('{}');
  });
  const call = outgoing('the mail service', { timing });
  return { ask: () => call(url), seen, timing };
}

const date = 'Mon, 02 Nov 2026 08:00:00 GMT';
const unavailable = { code: 'ERR_DEPENDENCY_UNAVAILABLE' };

const quiet = [
  { name: 'in seconds', headers: { 'retry-after': '30' }, ms: 30_000 },
  { name: 'with 503', headers: { 'retry-after': '30' }, status: 503, ms: 30_000 },
  {
    name: 'as a date',
    headers: { 'retry-after': 'Mon, 02 Nov 2026 08:00:20 GMT', date },
    ms: 20_000,
  },
  { name: 'for days', headers: { 'retry-after': '999999' }, ms: 600_000 },
];
for (const { name, headers, status, ms } of quiet) {
  test(`a dependency that says Retry-After ${name} is not called before`, async (t) => {
    const { ask, seen, timing } = await dependency(t, headers, status);
    await assert.rejects(ask(), unavailable);
    timing.advance(ms - 1);
    await assert.rejects(ask(), unavailable);
    assert.equal(seen.length, 1);
    timing.advance(1);
    assert.equal((await ask()).status, 200);
  });
}

for (const wanted of ['', '0', '-5', 'soon', 'Mon, 02 Nov 2026 07:00:00 GMT']) {
  test(`Retry-After "${wanted}" says nothing: a GET is tried again at once`, async (t) => {
    const { ask } = await dependency(t, { 'retry-after': wanted, date });
    assert.equal((await ask()).status, 200);
  });
}
