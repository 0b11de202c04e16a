import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Ratio } from './measure.ts';
import type { ScenarioResult } from './scenario-run.ts';

/** What bench/results.json holds: each part as it was measured last, on the machine of that run. */
interface Results {
  readonly machine?: string;
  readonly ratios?: readonly Ratio[];
  /** What is to be known of how the ratios were measured, as a sentence. */
  readonly note?: string;
  readonly scenarios?: {
    readonly machine: string;
    /** Of the last minute, when the last run ended: how crowded the machine was. */
    readonly loadAverage: number;
    readonly rows: readonly ScenarioResult[];
  };
}

const file = (name: string) => join(import.meta.dirname, name);

/** The machine that measures, for those who read figures elsewhere. */
export const machine = `Node ${process.versions.node}, ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown'}`;

/** The rows as `saveResults` wants them, with how crowded the machine is now. */
export function scenariosNow(rows: readonly ScenarioResult[]): NonNullable<Results['scenarios']> {
  return { machine, loadAverage: loadavg()[0] ?? Number.NaN, rows };
}

/** Writes one part into bench/results.json and .md; the other stays as it is. */
export async function saveResults(part: Results): Promise<void> {
  const before = JSON.parse(await readFile(file('results.json'), 'utf8')) as Results;
  const results = { ...before, ...part };
  await writeFile(file('results.json'), `${JSON.stringify(results, null, 2)}\n`);
  await writeFile(file('results.md'), describe(results));
}

/** The ratios measured before, so that some can be measured anew alone. */
export async function savedRatios(): Promise<readonly Ratio[]> {
  const { ratios } = JSON.parse(await readFile(file('results.json'), 'utf8')) as Results;
  return ratios ?? [];
}

/** The scenarios measured before, so that one can be measured anew alone. */
export async function savedScenarios(): Promise<readonly ScenarioResult[]> {
  const { scenarios } = JSON.parse(await readFile(file('results.json'), 'utf8')) as Results;
  return scenarios?.rows ?? [];
}

function describe({ machine: ofRatios, ratios = [], note = '', scenarios }: Results): string {
  const how =
    `${ofRatios}. Medians of interleaved rounds; written by \`npm run bench\`. ${note}`.trim();
  const first = `# Results\n\n${how}\n\n${ratioTable(ratios)}\n`;
  return scenarios ? `${first}\n${scenarioSection(scenarios)}` : first;
}

/** The rows that `npm run bench` prints. */
export function ratioTable(ratios: readonly Ratio[]): string {
  return [
    '| what | ours | baseline | ratio | spread | at most | |',
    '| --- | ---: | ---: | ---: | ---: | ---: | --- |',
    ...ratios.map(ratioRow),
  ].join('\n');
}

function ratioRow({ name, baseline, unit, ours, theirs, ratio, spread, limit }: Ratio): string {
  const verdict = limit === undefined ? '' : ratio <= limit ? 'held' : '**missed**';
  return `| ${name} | ${round(ours)} ${unit} | ${round(theirs)} ${unit} (${baseline}) | ${ratio.toFixed(2)} | ±${spread.toFixed(2)} | ${limit ?? '–'} | ${verdict} |`;
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function scenarioSection({ machine: where, loadAverage, rows }: NonNullable<Results['scenarios']>) {
  return `## Scenarios

${where}; load average at the end ${loadAverage.toFixed(1)}. Callers as B2C on one machine with the host, its functions and Azurite, all at once, so the times are
those of a crowded machine; written by \`npm run bench:scenarios\`. Goal: nothing lost, nothing doubled.

${scenarioTable(rows)}
`;
}

/** The rows that `npm run bench:scenarios` prints. */
export function scenarioTable(rows: readonly ScenarioResult[]): string {
  return [
    '| scenario | callers, seconds | calls | a second | p50 | p95 | errors | effects | lost | doubled |',
    '| --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | ---: | ---: |',
    ...rows.map(scenarioRow),
  ].join('\n');
}

function scenarioRow(row: ScenarioResult): string {
  const errors = Object.entries(row.errors).map(([kind, count]) => `${kind}: ${count}`);
  const cells = [
    ...[`**${row.scenario}** ${row.what}`, `${row.callers}, ${row.seconds}`, row.calls],
    ...[row.callsPerSecond.toFixed(0), `${round(row.p50)} ms`, `${round(row.p95)} ms`],
    ...[errors.join(', ') || '0', row.acknowledged, row.lost, row.doubled],
  ];
  return `| ${cells.join(' | ')} |`;
}
