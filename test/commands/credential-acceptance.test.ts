import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { selectProfiles } from '../../commands/contract-profiles.ts';
import { refusingProfiles } from '../../commands/credential-acceptance.ts';
import { readRestfulProfiles } from '../../commands/restful-profiles.ts';
import { startApi } from '../support/test-api.ts';
import { withoutScenario } from '../support/without-scenario.ts';

const folders = [join(import.meta.dirname, '../../policies')];
const skip = withoutScenario('password-reset');

/** Asks a backend that answers everything with these statuses, and at last with the last of them. */
async function ask(t: TestContext, ...statuses: number[]) {
  const api = await startApi(t, (response, count) => {
    response.writeHead(statuses[count - 1] ?? statuses.at(-1) ?? 0).end();
  });
  const url = new URL(api.url);
  const { relyingParties } = readRestfulProfiles({ folders });
  const selection = { url, hosts: undefined, everything: false, ids: ['REST-RecordPasswordReset'] };
  const waits: number[] = [];
  const refusing = await refusingProfiles({
    profiles: selectProfiles(relyingParties, selection),
    keys: () => 'the-new-value',
    wait: async (ms) => waits.push(ms),
  });
  const sent = api.seen.map(({ headers }) => headers.authorization);
  return { refusing, waits: waits.length, sent };
}

for (const status of [200, 400, 409]) {
  test(`${status} is the answer to a caller that is let in`, { skip }, async (t) => {
    const { refusing, sent } = await ask(t, status);
    assert.deepEqual(refusing, []);
    assert.deepEqual(new Set(sent), new Set(['Bearer the-new-value']));
  });
}

for (const status of [302, 401, 403, 404, 429, 500, 503]) {
  test(`${status} shows no caller that is let in`, { skip }, async (t) => {
    const { refusing, waits } = await ask(t, status);
    assert.deepEqual(refusing, [`REST-RecordPasswordReset (${status})`]);
    assert.equal(waits, 19);
  });
}

test('an app that restarts is waited for', { skip }, async (t) => {
  const { refusing, waits } = await ask(t, 503, 401, 400, 401, 400);
  assert.deepEqual({ refusing, waits }, { refusing: [], waits: 3 });
});
