import { parseArgs } from 'node:util';
import { startClub } from '../test/support/club.ts';
import { savedScenarios, saveResults, scenariosNow, scenarioTable } from './results.ts';
import { scenarioLoads } from './scenario-loads.ts';
import { runScenario, type ScenarioResult } from './scenario-run.ts';

/*
 * `npm run bench:scenarios -- [scenario…]`: each scenario under 64 callers at a time, over HTTP, on Azurite.
 * Writes its section of bench/results.md, and ends with 1 where an effect is lost or doubled, or a
 * call ends in an error.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '5' },
    callers: { type: 'string', default: '64' },
  },
});
const [seconds = 0, callers = 0] = [values.seconds, values.callers].map(Number);
if (!(seconds > 0)) throw new Error('--seconds is more than 0.');
if (!Number.isSafeInteger(callers) || callers < 1) throw new Error('--callers is 1 or more.');

const loads = await scenarioLoads();
const unknown = positionals.find((name) => !loads.has(name));
if (unknown !== undefined) {
  throw new Error(`There is no load "${unknown}"; there are ${[...loads.keys()].join(', ')}.`);
}

const ends: (() => Promise<void>)[] = [];
const rows = new Map((await savedScenarios()).map((row) => [row.scenario, row]));
const measured: ScenarioResult[] = [];
try {
  const club = await startClub(
    { after: (end) => ends.push(end) },
    {
      CallDeadlineMs: undefined,
      AzureFunctionsJobHost__logging__logLevel__default: 'None',
      AzureFunctionsJobHost__logging__logLevel__Function: 'None',
    },
  );
  for (const [scenario, load] of loads) {
    if (positionals.length > 0 && !positionals.includes(scenario)) continue;
    const run = (size: { callers: number; seconds: number }) =>
      runScenario(club, { scenario, load, size });
    await run({ callers, seconds: 1 }); // compiled and warm
    const result = await run({ callers, seconds });
    measured.push(result);
    rows.set(scenario, result);
  }
} finally {
  for (const end of ends.reverse()) await end();
}

const current = [...rows.values()].filter(({ scenario }) => loads.has(scenario));
current.sort((a, b) => a.scenario.localeCompare(b.scenario));
await saveResults({ scenarios: scenariosNow(current) });
console.log(scenarioTable(measured));
const isFaulty = ({ lost, doubled, errors }: ScenarioResult) =>
  lost + doubled + Object.keys(errors).length > 0;
process.exit(measured.some(isFaulty) ? 1 : 0);
