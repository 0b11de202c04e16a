import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { scenarioLoads } from '../../bench/scenario-loads.ts';
import { runScenario } from '../../bench/scenario-run.ts';
import { startClub } from '../support/club.ts';

const club = await startClub({ after });
const size = { callers: 64, seconds: 1 };

for (const [scenario, load] of await scenarioLoads()) {
  test(`${scenario}: of 64 callers at a time nobody loses an update, nobody has two effects`, async () => {
    const result = await runScenario(club, { scenario, load, size });
    const { ERR_DEADLINE_EXCEEDED: _late, 'timed-out': _crowdedMachine, ...errors } = result.errors;
    assert.deepEqual(errors, {});
    assert.ok(result.acknowledged > 0, 'something was done');
    assert.deepEqual([result.lost, result.doubled], [0, 0]);
  });
}
