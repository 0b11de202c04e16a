import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Diagnostic } from '../compiler/diagnostic.ts';
import type { Position } from '../compiler/source.ts';
import { readYaml } from '../compiler/yaml-file.ts';
import {
  openJourney,
  openTenant,
  SsoSession,
  seededBytes,
  type Tenant,
  VirtualClock,
} from '../emulator/testing.ts';
import type { JourneyFlags } from './journey.ts';
import {
  type JourneysFile,
  type JourneyText,
  journeysFile,
  knownJourneyKeys,
} from './journey-file.ts';
import { formatResults, type JourneyResult } from './journey-report.ts';
import { checkOutcome, takeStep } from './journey-steps.ts';
import { readLocalSettings } from './local-settings.ts';
import { printDiagnostics, printErrors } from './report.ts';
import { notFound, UsageError, unreadable } from './usage.ts';

/** Runs the journeys of a file and reports. Returns the exit code: 1 where one did not go as expected. */
export async function runJourneys(file: string, flags: JourneyFlags): Promise<number> {
  const { value, diagnostics } = readYaml(file, readText(file), {
    shape: journeysFile,
    fault,
    knownKeys: knownJourneyKeys,
  });
  if (!value) {
    printDiagnostics(diagnostics);
    return 2;
  }
  const results = await runAll(file, value, flags);
  const report = formatResults(file, results, flags.json ? 'json' : flags.report);
  if (flags.out === undefined) console.log(report);
  else await writeFile(flags.out, `${report}\n`);
  return results.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`The file "${file}" cannot be read.`, { cause });
  }
}

function fault(position: Position, message: string): Diagnostic {
  return {
    rule: 'journey-file',
    severity: 'error',
    message,
    why: 'A journey that cannot be read tests nothing.',
    fix: 'Correct the file; docs/journeys.schema.json describes it.',
    position,
  };
}

async function runAll(
  file: string,
  journeys: JourneysFile,
  flags: JourneyFlags,
): Promise<JourneyResult[]> {
  const clock = new VirtualClock(journeys.now ? new Date(journeys.now) : new Date());
  const folder = dirname(resolve(file));
  const { policies = ['policies'], environment = 'Local', seed } = journeys;
  const tenant = await openTenant({
    policies: flags.policies ?? policies.map((each) => resolve(folder, each)),
    environment,
    now: clock.now,
    randomBytes: seededBytes(seed),
    secrets: definedOf(readLocalSettings()),
    keyFolder: resolve(flags.data, 'keys'),
    map: (flags.map ?? []).map(readMapping),
    allowedHosts: flags.allowHost ?? [],
  });
  tellFaults(tenant);
  const sessions = new Map<string, SsoSession>();
  const results: JourneyResult[] = [];
  for (const text of journeys.journeys) {
    const start = performance.now();
    const failure = await runOne(text, { tenant, clock, sessions });
    const durationMs = performance.now() - start;
    results.push({ name: text.name, policy: text.policy, durationMs, failure });
  }
  return results;
}

/**
 * What is wrong with the policies comes before what is wrong with a journey: it may be the reason.
 * @throws UsageError where policies cannot be read
 */
function tellFaults({ policies: { diagnostics } }: Tenant): void {
  const unread = unreadable(diagnostics);
  if (unread.length > 0) throw notFound('No journey was run: policies cannot be read.', unread);
  printErrors(diagnostics);
}

interface Surroundings {
  readonly tenant: Tenant;
  readonly clock: VirtualClock;
  readonly sessions: Map<string, SsoSession>;
}

/** Undefined: all went as expected. */
async function runOne(
  text: JourneyText,
  { tenant, clock, sessions }: Surroundings,
): Promise<string | undefined> {
  const { policy, parameters, language, session: name = text.name } = text;
  const session = sessions.get(name) ?? new SsoSession();
  sessions.set(name, session);
  let place = 'The start';
  try {
    const journey = await openJourney({
      ...{ tenant, policy, parameters, session },
      ...(language === undefined ? {} : { acceptLanguage: language }),
    });
    for (const [index, step] of text.steps.entries()) {
      place = `Step ${index + 1} (${Object.keys(step)[0]})`;
      await takeStep(journey, step, (milliseconds) => clock.advance(milliseconds));
    }
    place = 'The outcome';
    if (text.expect) await checkOutcome(journey, text.expect);
    return undefined;
  } catch (failure) {
    return `${place}: ${failure instanceof Error ? failure.message : String(failure)}`;
  }
}

function definedOf(settings: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function readMapping(option: string): readonly [string, string] {
  const equals = option.indexOf('=');
  if (equals < 1) throw new UsageError('"--map" takes PREFIX=URL.');
  return [option.slice(0, equals), option.slice(equals + 1)];
}
