import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type autocannon from 'autocannon';
import { startDurableAzurite } from '../support/azurite.ts';
import { root, startClub } from '../support/club.ts';
import { countEffects } from './effects.ts';
import { type Answered, apply, prepareTraffic } from './traffic.ts';

/*
 * `npm run test:load`: our host with our functions on one machine with its load generator. Finds the
 * saturated rate, holds 70 % of it, then takes storage away in the middle. Writes bench/load.md, and ends
 * with 1 where an answer is missing or not clean, or an effect is lost or doubled.
 */

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    connections: { type: 'string', default: '64' },
  },
});
const [seconds = 0, connections = 0] = [values.seconds, values.connections].map(Number);
if (!Number.isSafeInteger(seconds) || seconds < 6) throw new Error('--seconds is 6 or more.');
if (!Number.isSafeInteger(connections)) throw new Error('--connections is a number.');

const ends: (() => Promise<void>)[] = [];
try {
  await run();
} finally {
  for (const end of ends.reverse()) await end();
}
process.exit();

async function run(): Promise<void> {
  const scope = { after: (end: () => Promise<void>) => ends.push(end) };
  const azurite = await startDurableAzurite(scope);
  const club = await startClub(scope, {
    Storage: azurite.connectionString,
    CallDeadlineMs: undefined,
    AzureFunctionsJobHost__logging__logLevel__default: 'None',
    AzureFunctionsJobHost__logging__logLevel__Function: 'None',
  });
  const common = { baseUrl: club.host.baseUrl, traffic: await prepareTraffic(club), connections };
  await apply({ ...common, seconds: 10 }); // compiled and warm
  const saturated = await apply({ ...common, seconds: Math.ceil(seconds / 4) });
  const rate = Math.max(connections, Math.floor(saturated.requests.average * 0.7));
  const steadyAnswers: Answered[] = [];
  const steady = await apply({
    ...common,
    seconds,
    rate,
    onAnswer: (one) => steadyAnswers.push(one),
  });
  const answers: Answered[] = [];
  const outage = apply({
    ...common,
    seconds: seconds / 2,
    rate,
    onAnswer: (one) => answers.push(one),
  });
  await delay(seconds * 100);
  await azurite.shutDown();
  await delay(seconds * 50);
  await azurite.startAgain();
  const during = await outage;
  const effects = await countEffects(common.baseUrl, [...steadyAnswers, ...answers]);
  const report = {
    saturated: saturated.requests.average,
    rate,
    steady,
    steadyAnswers,
    during,
    answers,
    effects,
  };
  const text = describe(report);
  process.stdout.write(text);
  await writeFile(join(root, 'bench/load.md'), text);
  judge(report);
}

interface Report {
  readonly saturated: number;
  readonly rate: number;
  readonly steady: autocannon.Result;
  readonly steadyAnswers: readonly Answered[];
  readonly during: autocannon.Result;
  readonly answers: readonly Answered[];
  readonly effects: Awaited<ReturnType<typeof countEffects>>;
}

/** A refusal that B2C and a user can do something with. */
function isClean({ status, body }: Answered): boolean {
  if (status === 200) return true;
  const { code, requestId } = JSON.parse(body) as Record<string, unknown>;
  return [409, 503].includes(status) && typeof code === 'string' && typeof requestId === 'string';
}

function judge({ steady, during, steadyAnswers, answers, effects }: Report): void {
  assert.deepEqual([steady.errors, steady.timeouts, steady.non2xx], [0, 0, 0], 'no error at 70 %');
  assert.ok(steady.latency.p99 <= 8 * steady.latency.p50, 'p99 is at most 8 times p50');
  assert.deepEqual([during.errors, during.timeouts], [0, 0], 'every call has an answer');
  assert.ok([...steadyAnswers, ...answers].every(isClean), 'every refusal is clean');
  assert.ok(
    answers.some(({ status }) => status !== 200),
    'storage was missed',
  );
  assert.deepEqual([effects.lost, effects.doubled], [0, 0], 'nothing is lost or doubled');
}

function describe(report: Report): string {
  const { steady, during, rate, saturated, answers, effects } = report;
  const { p50, p99, max } = steady.latency;
  const machine = `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`;
  const load = loadavg()
    .map((average) => average.toFixed(1))
    .join(', ');
  const counts = Map.groupBy(answers, ({ status }) => status);
  const statuses = [...counts].map(([status, { length }]) => `${status}: ${length}`).join(', ');
  return `# Load

${machine}; ${new Date().toISOString().slice(0, 16)}Z; load averages at the end ${load}, host, storage, load generator and
whatever else the machine did together. Written by \`npm run test:load\`. Half of the calls look something up,
half change something once; ${connections} connections.

| what | measured | wanted |
| --- | --- | --- |
| saturated rate | ${saturated.toFixed(0)} calls a second | – |
| ${seconds} s at 70 %: ${rate} calls a second asked for | ${steady.requests.average.toFixed(0)} answered a second | – |
| errors, time-outs, answers other than 200 | ${steady.errors}, ${steady.timeouts}, ${steady.non2xx} | 0, 0, 0 |
| p50, p99, longest | ${p50}, ${p99}, ${max} ms | – |
| p99 / p50 | ${(p99 / p50).toFixed(1)} | ≤ 8 |
| storage gone for a while: answers | ${statuses} | 200, 409, 503 |
| connections that broke, time-outs | ${during.errors}, ${during.timeouts} | 0, 0 |
| refusals without \`code\` and \`requestId\` | ${answers.filter((one) => !isClean(one)).length} | 0 |
| changes, of which sent again after a refusal | ${effects.changes}, ${effects.sentAgain} | – |
| changes lost, doubled | ${effects.lost}, ${effects.doubled} | 0, 0 |
`;
}
