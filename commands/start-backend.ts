import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { FunctionLog } from '../emulator/function-log.ts';
import { checkSettings } from '../shared/check-settings.ts';
import { type Child, startChild } from './child-process.ts';
import { compileCache } from './compile-cache.ts';
import { chooseFunctionsRuntime, type FunctionsRuntime } from './core-tools.ts';
import { lockDataFolder } from './data-folder.ts';
import { runGenerate } from './generate-project.ts';
import { type LiveFunctions, type LiveFunctionsStart, runLiveFunctions } from './live-functions.ts';
import { startLocalIssuer } from './local-issuer.ts';
import { fillCertificates, prepareCertificates } from './local-keys.ts';
import type { LocalPolicies, LocalProfile } from './local-policies.ts';
import { readLocalSettings } from './local-settings.ts';
import { startLocalStorage } from './local-storage.ts';
import { reservePort } from './ports.ts';
import { ProjectCache } from './project-cache.ts';
import { hostMain } from './registered-functions.ts';
import { buildProject } from './run-build.ts';
import type { Running } from './running.ts';
import type { StartFlags } from './start.ts';
import type { StartReport } from './start-report.ts';
import { untilHealthy } from './until-healthy.ts';
import { digestOfSources } from './watch-sources.ts';

type Settings = Readonly<Record<string, string | undefined>>;

/** What of `countersign start` says how the functions are run. */
export interface BackendFlags
  extends Pick<StartFlags, 'data' | 'issuerPort' | 'policies' | 'json'> {
  /** The port of the emulator beside them: what they would send goes to its inbox, else into files. */
  readonly inboxPort?: number;
  /** Edited functions are built and started anew. */
  readonly isWatched?: boolean;
}

/** Functions on their way, with all that they need. */
export interface Backend {
  readonly report: StartReport;
  /** When one of them ends, something is wrong. */
  readonly children: readonly Child[];
  /** Settles once the functions answer. */
  readonly isReady: Promise<void>;
}

/**
 * Builds, generates, and starts storage, samples, issuer and functions; all of it ends with `running`.
 * @throws Error with one line to print, for whatever keeps it from starting
 */
export async function startBackend(
  flags: BackendFlags,
  { profiles, hosts, port }: LocalPolicies,
  running: Running,
): Promise<Backend> {
  if (profiles.length === 0) throw new Error(noProfiles(hosts));
  const project = process.cwd();
  const data = resolve(flags.data);
  await reservePort(port, 'the functions', '--port');
  await running.add(await lockDataFolder(data));
  const runtime = await chooseFunctionsRuntime(process.env);
  const keyFolder = join(data, 'keys');
  const settings = await settingsOf(profiles, keyFolder);
  const starting = startLocalStorage(project, join(data, 'storage'), running);
  starting.catch(() => undefined); // whoever waits for it gets the fault
  const cache = new ProjectCache({ project, data, policies: flags.policies ?? ['policies'] });
  const digest = cache.isUnchanged()
    ? digestOfSources(project)
    : await generateAndBuild(project, flags, { cache, running });
  const issuer = await startLocalIssuer({ profiles, settings, keyFolder });
  if (issuer) await running.add(issuer.close);
  say(flags, 'Starting storage and functions …');
  const storage = await starting;
  const environment = environmentOf(flags, { settings, storage, issuer });
  const functionLog = new FunctionLog();
  const how = { environment, onOutput: (text: string) => functionLog.add(text), ...output(flags) };
  const origin = `http://localhost:${port}`;
  const functions = (flags.isWatched ? runLiveFunctions : runOnce)({
    ...{ project, digest, origin, start: () => runFunctions({ project, runtime, port, ...how }) },
    build: () => build(project, { cache, running }),
    log: (line) => (flags.json ? console.error(line) : console.log(line)),
  });
  await running.add(functions.stop);
  const seeded = seed(project, environment, running);
  const isReady = Promise.all([seeded, functions.isReady]).then(() => undefined);
  isReady.catch(() => undefined); // whoever waits for it gets the fault
  const made = { project, cache, functionLog, settled: functions.settled };
  const report = { origin, profiles, runtime, settings, keyFolder, issuer, ...made };
  return { report, isReady, children: [functions, ...(storage ? [storage.child] : [])] };
}

/** Those of this machine, with the certificates that they name. */
async function settingsOf(profiles: readonly LocalProfile[], keyFolder: string) {
  const local = readLocalSettings();
  const settings = {
    ...local,
    ...(await prepareCertificates(profiles, keyFolder)),
    ...(await fillCertificates(local, keyFolder)),
  };
  requireLocalSettings(profiles, settings);
  return settings;
}

interface Building {
  readonly cache: ProjectCache;
  readonly running: Running;
}

/** Returns the digest of the sources that it was built from. */
async function generateAndBuild(
  project: string,
  flags: BackendFlags,
  { cache, running }: Building,
): Promise<string> {
  cache.forget();
  generate(flags);
  say(flags, 'Building …');
  const digest = digestOfSources(project);
  await build(project, { cache, running });
  return digest;
}

/** A build that fails leaves nothing that a later start would take for built. */
async function build(project: string, { cache, running }: Building): Promise<void> {
  cache.forget();
  await buildProject(project, running);
  cache.keep();
}

interface BackendParts {
  readonly settings: Settings;
  readonly storage: Awaited<ReturnType<typeof startLocalStorage>>;
  readonly issuer: StartReport['issuer'];
}

/** What the functions see over the environment of this process. */
function environmentOf(
  { issuerPort, inboxPort }: BackendFlags,
  { settings, storage, issuer }: BackendParts,
): Settings {
  return {
    ...settings,
    ...(storage ? { Storage: storage.connectionString } : {}),
    ...(issuer && issuerPort ? { Bearer__Issuer: issuer.origin } : {}),
    ...(inboxPort ? { DevelopmentInbox: inboxUrl(inboxPort) } : {}),
  };
}

function inboxUrl(port: number): string {
  return `http://localhost:${port}/_emulator/api/inbox`;
}

function noProfiles(hosts: readonly string[]): string {
  const list = hosts.map((host) => `"${host}"`).join(', ');
  return `No RESTful technical profile is at a host of countersign.json (${list || 'it lists none'}): add the origin that the policies have in this environment to "hosts".`;
}

/** One line for all settings that profiles need and local.settings.json lacks. */
function requireLocalSettings(profiles: readonly LocalProfile[], settings: Settings): void {
  const problems = checkSettings(
    profiles.map(({ restful }) => restful),
    { ...settings, AZURE_FUNCTIONS_ENVIRONMENT: 'Development' },
  );
  if (problems.length === 0) return;
  throw new Error(`${problems.join(' ')} Add it to "Values" in local.settings.json.`);
}

/** For who waits at a terminal. */
function say({ json }: BackendFlags, text: string): void {
  if (!json && process.stdout.isTTY === true) console.log(text);
}

function generate({ policies, json: quiet = false }: BackendFlags): void {
  const folders = policies ? { policies } : {};
  if (runGenerate({ out: 'shared/generated', quiet, ...folders }) !== 0) {
    throw new Error('Nothing was started: the policies have errors.');
  }
}

/** Our samples: a program of the project's own, where it has one. */
async function seed(project: string, env: Settings, running: Running): Promise<void> {
  const program = join(project, 'dist/functions/seed.js');
  if (!existsSync(program)) return;
  const child = startChild({
    name: 'Seeding',
    command: process.execPath,
    args: [program],
    env: { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', ...compileCache(), ...env },
    cwd: project,
    output: 'collect',
  });
  await running.add(child.stop);
  const { code, output } = await child.ended;
  if (code !== 0) throw new Error(`The samples could not be stored: ${output}`);
}

interface FunctionsStart {
  readonly project: string;
  readonly runtime: FunctionsRuntime;
  readonly port: number;
  readonly environment: Settings;
  readonly output: 'inherit' | 'stderr';
  readonly onOutput: (text: string) => void;
}

/** Where a program reads stdout, what functions log has no place there. */
function output({ json }: BackendFlags): Pick<FunctionsStart, 'output'> {
  return { output: json ? 'stderr' : 'inherit' };
}

function runOnce({ origin, start }: LiveFunctionsStart): LiveFunctions {
  const child = start();
  return { ...child, isReady: untilHealthy(origin, child), settled: async () => undefined };
}

function runFunctions(start: FunctionsStart): Child {
  const { project, runtime, port, environment, output, onOutput } = start;
  const common = { cwd: project, env: environment, output, onOutput };
  if (runtime.func) {
    const args = ['start', '--port', String(port)];
    return startChild({ name: 'func', command: runtime.func, args, ...common });
  }
  const args = [hostMain, '--app', project, '--port', String(port)];
  return startChild({ name: 'The host', command: process.execPath, args, ...common });
}
