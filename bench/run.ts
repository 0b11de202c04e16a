import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { coldStart } from './cold-start.ts';
import { compile } from './compile.ts';
import { credentials } from './credentials.ts';
import { hostile } from './hostile.ts';
import { journey } from './journey.ts';
import { lint } from './lint.ts';
import type { Ratio } from './measure.ts';
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
];

const ratios: Ratio[] = [];
for (const benchmark of benchmarks) ratios.push(...[await benchmark()].flat());

const machine = `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`;
const table = [
  '| what | ours | baseline | ratio | spread | at most | |',
  '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
  ...ratios.map(row),
].join('\n');
await writeFile(
  join(import.meta.dirname, 'results.md'),
  `# Results\n\n${machine}. Medians of interleaved rounds; written by \`npm run bench\`.\n\n${table}\n`,
);
await writeFile(
  join(import.meta.dirname, 'results.json'),
  `${JSON.stringify({ machine, ratios }, null, 2)}\n`,
);
console.log(`${machine}\n\n${table}`);
if (ratios.some(({ ratio, limit = Infinity }) => ratio > limit)) process.exitCode = 1;

function row({ name, baseline, unit, ours, theirs, ratio, spread, limit }: Ratio): string {
  const verdict = limit === undefined ? '' : ratio <= limit ? 'held' : '**missed**';
  return `| ${name} | ${round(ours)} ${unit} | ${round(theirs)} ${unit} (${baseline}) | ${ratio.toFixed(2)} | ±${spread.toFixed(2)} | ${limit ?? '–'} | ${verdict} |`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
