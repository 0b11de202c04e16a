import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startClub } from '../support/club.ts';
import { fuzz } from './fuzz.ts';
import { findTargets } from './targets.ts';

const skip = process.env['BASE_URL'] ? 'a deployment is not for fuzzing' : false;

test('two thousand fuzzed requests bring about no 5xx, no silence and no crash', {
  skip,
}, async () => {
  const club = await startClub({ after });
  const port = Number(new URL(club.host.baseUrl).port);
  const targets = await findTargets(club);
  const report = await fuzz({ port, targets, requests: 2000, seed: 7, connections: 4 });
  assert.deepEqual(report.faults, []);
  assert.equal(report.sent, 2000);
  for (const status of [200, 400, 401, 404, 415]) {
    assert.ok(report.statuses.has(status), `some request got ${status}`);
  }
  assert.equal((await club.host.get('/api/no-such-function')).status, 404);
});
