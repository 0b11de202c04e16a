import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withoutChanges } from '../compiler/diagnostic.ts';
import { checkSettings } from '../shared/check-settings.ts';
import { type Child, killChildren, startChild } from './child-process.ts';
import { chooseFunctionsRuntime, type FunctionsRuntime } from './core-tools.ts';
import { lockDataFolder } from './data-folder.ts';
import { runGenerate } from './generate-project.ts';
import { startLocalIssuer } from './local-issuer.ts';
import { prepareCertificates } from './local-keys.ts';
import { type LocalPolicies, type LocalProfile, readLocalPolicies } from './local-policies.ts';
import { readLocalSettings } from './local-settings.ts';
import { startLocalStorage } from './local-storage.ts';
import { reservePort } from './ports.ts';
import { hostMain } from './registered-functions.ts';
import { hasErrors, printDiagnostics } from './report.ts';
import { buildProject } from './run-build.ts';
import { Running } from './running.ts';
import type { StartFlags } from './start.ts';
import { describeStart, printReport } from './start-report.ts';
import { untilHealthy } from './until-healthy.ts';
import { exitCodeOfFailure, requireFolders, UsageError } from './usage.ts';

type Settings = Readonly<Record<string, string | undefined>>;

/**
 * Builds, generates, and runs storage, samples, issuer and functions until Ctrl-C or until one of
 * them ends. Returns the exit code.
 * @throws Error with one line to print, for whatever keeps it from starting
 */
export async function runStart(flags: StartFlags): Promise<number> {
  if (!flags.json) return await runUntilEnd(flags);
  try {
    return await runUntilEnd(flags);
  } catch (error) {
    console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    return exitCodeOfFailure(error);
  }
}

async function runUntilEnd(flags: StartFlags): Promise<number> {
  const policies = readPolicies(flags);
  const environment = policies.diagnostics.find(({ rule }) => rule === 'settings-environment');
  if (environment) throw new UsageError(`${environment.position.file}: ${environment.message}`);
  if (hasErrors(policies.diagnostics)) {
    if (flags.json)
      console.log(JSON.stringify({ diagnostics: withoutChanges(policies.diagnostics) }));
    else printDiagnostics(policies.diagnostics);
    return 1;
  }
  const running = new Running();
  const interrupted = interruption();
  const started = start(flags, policies, running);
  try {
    const ended = await Promise.race([interrupted, started.then(firstToEnd)]);
    if (ended === undefined) return 0;
    const { name, code, output } = ended;
    console.error(`${name} ended with code ${code}.${output ? ` ${output}` : ''}`);
    return 1;
  } finally {
    await running.stop();
    await started.catch(() => undefined); // whatever it ends with now, it was told to
  }
}

async function start(
  flags: StartFlags,
  { profiles, hosts, port }: LocalPolicies,
  running: Running,
): Promise<readonly Child[]> {
  if (profiles.length === 0) throw new Error(noProfiles(hosts));
  const project = process.cwd();
  const data = resolve(flags.data);
  await reservePort(port, 'the functions', '--port');
  await running.add(await lockDataFolder(data));
  const runtime = await chooseFunctionsRuntime(process.env);
  const keyFolder = join(data, 'keys');
  const settings = { ...readLocalSettings(), ...(await prepareCertificates(profiles, keyFolder)) };
  requireLocalSettings(profiles, settings);
  generate(flags);
  say(flags, 'Building …');
  await buildProject(project, running);
  const issuer = await startLocalIssuer({ profiles, settings, keyFolder });
  if (issuer) await running.add(issuer.close);
  say(flags, 'Starting storage and functions …');
  const storage = await startLocalStorage(project, join(data, 'storage'), running);
  const environment = {
    ...settings,
    ...(storage ? { Storage: storage.connectionString } : {}),
    ...(issuer && flags.issuerPort ? { Bearer__Issuer: issuer.origin } : {}),
  };
  await seed(project, environment, running);
  const functions = runFunctions({ project, runtime, port, environment, ...output(flags) });
  await running.add(functions.stop);
  const origin = `http://localhost:${port}`;
  await untilHealthy(origin, functions);
  const report = { origin, profiles, runtime, settings, keyFolder, issuer, project };
  if (flags.json) console.log(JSON.stringify(await describeStart(report)));
  else await printReport(report);
  return [functions, ...(storage ? [storage.child] : [])];
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

/** Settles at the first Ctrl-C or SIGTERM; a second one ends at once, and leaves nobody behind. */
function interruption(): Promise<undefined> {
  const { promise, resolve: settle } = Promise.withResolvers<undefined>();
  let isInterrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isInterrupted) {
        killChildren();
        process.exit(130);
      }
      isInterrupted = true;
      settle(undefined);
    });
  }
  return promise;
}

/** For who waits at a terminal. */
function say({ json }: StartFlags, text: string): void {
  if (!json && process.stdout.isTTY === true) console.log(text);
}

async function firstToEnd(children: readonly Child[]) {
  return await Promise.race(children.map(async ({ name, ended }) => ({ name, ...(await ended) })));
}

function readPolicies({ policies, env, port, issuerPort }: StartFlags): LocalPolicies {
  const folders = policies ?? ['policies'];
  requireFolders(folders);
  return readLocalPolicies({ folders, environment: env }, { port, issuerPort });
}

function generate({ policies, json: quiet = false }: StartFlags): void {
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
    env: { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', ...env },
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
}

/** Where a program reads stdout, what functions log has no place there. */
function output({ json }: StartFlags): Pick<FunctionsStart, 'output'> {
  return { output: json ? 'stderr' : 'inherit' };
}

function runFunctions({ project, runtime, port, environment, output }: FunctionsStart): Child {
  const common = { cwd: project, env: environment, output };
  if (runtime.func) {
    const args = ['start', '--port', String(port)];
    return startChild({ name: 'func', command: runtime.func, args, ...common });
  }
  const args = [hostMain, '--app', project, '--port', String(port)];
  return startChild({ name: 'The host', command: process.execPath, args, ...common });
}
