import { loadavg } from 'node:os';
import { coldStart } from './cold-start.ts';
import { compile } from './compile.ts';
import { credentials } from './credentials.ts';
import { hostile } from './hostile.ts';
import { journey } from './journey.ts';
import { lint } from './lint.ts';
import type { Ratio } from './measure.ts';
import { pages } from './pages.ts';
import { machine, ratioTable, savedRatios, saveResults } from './results.ts';
import { secondStart } from './second-start.ts';
import { traceViewer } from './trace-viewer.ts';
import { warmCall } from './warm-call.ts';

/** Every benchmark of the project, in the order of the table. */
const benchmarks: readonly (() => Promise<Ratio | Ratio[]>)[] = [
  warmCall,
  credentials,
  coldStart,
  compile,
  lint,
  hostile,
  journey,
  pages,
  traceViewer,
  secondStart,
];

const wanted = process.argv.slice(2);
const names = benchmarks.map(({ name }) => name);
const unknown = wanted.find((name) => !names.includes(name));
if (unknown !== undefined) {
  throw new Error(`There is no benchmark "${unknown}"; there are ${names.join(', ')}.`);
}
const chosen = benchmarks.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const measured: Ratio[] = [];
for (const benchmark of chosen) measured.push(...[await benchmark()].flat());

const ratios = wanted.length === 0 ? measured : joined(await savedRatios(), measured);
await saveResults({ machine, ratios, note: noteOf(wanted) });
console.log(`${machine}\n\n${ratioTable(measured)}`);
if (measured.some(({ ratio, limit = Infinity }) => ratio > limit)) process.exitCode = 1;

/** Rows that were measured anew stand where they stood. */
function joined(before: readonly Ratio[], now: readonly Ratio[]): Ratio[] {
  const keyOf = ({ name, baseline }: Ratio) => `${name} ${baseline}`;
  const renewed = new Map([...before, ...now].map((ratio) => [keyOf(ratio), ratio]));
  return [...renewed.values()];
}

/** A crowded machine slows both sides, and not always alike. */
function noteOf(alone: readonly string[]): string {
  const load = (loadavg()[0] ?? Number.NaN).toFixed(1);
  if (alone.length === 0) return `Load average at the end ${load}.`;
  return `Measured anew alone, at a load average of ${load}: ${alone.join(', ')}.`;
}
