import { parseArgs } from 'node:util';
import { startClub } from '../support/club.ts';
import { fuzz } from './fuzz.ts';
import { connectInspector, inspectorOptions } from './inspector.ts';
import { findTargets } from './targets.ts';

/*
 * `npm run test:fuzz -- --requests 1000000 --seed 1`: fuzzed requests against our host with our functions
 * and a real table storage, for an hour at most (`--minutes`). Ends with 1 where one of them brought about what none may.
 */

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    connections: { type: 'string', default: '8' },
    minutes: { type: 'string', default: '60' },
  },
});
const numbers = [values.requests, values.seed, values.connections, values.minutes].map(Number);
if (!numbers.every(Number.isSafeInteger)) throw new Error('All options are integers.');
const [requests = 0, seed = 0, connections = 0, minutes = 0] = numbers;

/** An inspector to ask for the heap, and no line for each call. */
const quietHost = {
  NODE_OPTIONS: inspectorOptions,
  AzureFunctionsJobHost__logging__logLevel__default: 'None',
  AzureFunctionsJobHost__logging__logLevel__Function: 'Error',
};

const ends: (() => Promise<void>)[] = [];
try {
  await run();
} finally {
  for (const end of ends.reverse()) await end();
}
process.exit();

async function run(): Promise<void> {
  const club = await startClub({ after: (end) => ends.push(end) }, quietHost);
  const heap = await connectInspector(club.host.output);
  const port = Number(new URL(club.host.baseUrl).port);
  const common = { port, targets: await findTargets(club), connections };
  const warmUp = await fuzz({ ...common, requests: 10_000, seed: seed + 2 ** 24 });
  const before = await heap.usedBytes();
  const startedAt = performance.now();
  const until = startedAt + minutes * 60_000;
  const onRound = tellEach(50_000, startedAt);
  const report = await fuzz({ ...common, requests, seed, until, onRound });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const after = await heap.usedBytes();
  heap.close();
  const faults = [...warmUp.faults, ...report.faults];
  tell(`seed ${seed}: ${report.sent} requests (${report.mutated} mutated) in ${seconds} s`);
  tell(
    `answers ${[...report.statuses]
      .sort()
      .map((pair) => pair.join(': '))
      .join(', ')}`,
  );
  tell(
    `heap ${megabytes(before)} before, ${megabytes(after)} after: ${(after / before).toFixed(2)} times`,
  );
  for (const { what, bytes } of faults.slice(0, 20)) tell(`${what}: ${JSON.stringify(bytes)}`);
  tell(`${faults.length} faults`);
  if (faults.length > 0 || after > 1.2 * before) process.exitCode = 1;
}

function tell(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tellEach(step: number, startedAt: number): (sent: number) => void {
  let next = step;
  return (sent) => {
    if (sent < next) return;
    next += step;
    tell(`${sent} in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
