import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Child } from './child-process.ts';
import { startChild } from './child-process.ts';
import { chooseFunctionsRuntime, type FunctionsRuntime } from './core-tools.ts';
import { runGenerate } from './generate-project.ts';
import { startLocalIssuer } from './local-issuer.ts';
import { prepareCertificates } from './local-keys.ts';
import { type LocalPolicies, readLocalPolicies } from './local-policies.ts';
import { readLocalSettings } from './local-settings.ts';
import { startLocalStorage } from './local-storage.ts';
import { reservePort } from './ports.ts';
import { hostMain } from './registered-functions.ts';
import { hasErrors, printDiagnostics } from './report.ts';
import type { StartFlags } from './start.ts';
import { printReport } from './start-report.ts';
import { untilHealthy } from './until-healthy.ts';

/** What is to be ended, in the reverse order of its start. */
type Cleanup = (() => Promise<void>)[];

/**
 * Builds, generates, and runs storage, samples, issuer and functions until Ctrl-C or until one of
 * them ends. Returns the exit code.
 * @throws Error with one line to print, for whatever keeps it from starting
 */
export async function runStart(flags: StartFlags): Promise<number> {
  const cleanup: Cleanup = [];
  const interrupted = interruption();
  try {
    const policies = readPolicies(flags);
    if (hasErrors(policies.diagnostics)) {
      printDiagnostics(policies.diagnostics);
      return 1;
    }
    const started = start(flags, policies, cleanup);
    const ended = await Promise.race([
      interrupted,
      started.then((children) => firstToEnd(children)),
    ]);
    if (ended === undefined) return 0;
    console.error(
      `${ended.name} ended with code ${ended.code}.${ended.output ? ` ${ended.output}` : ''}`,
    );
    return 1;
  } finally {
    for (const end of cleanup.reverse()) await end();
  }
}

async function start(
  flags: StartFlags,
  { profiles }: LocalPolicies,
  cleanup: Cleanup,
): Promise<readonly Child[]> {
  const project = process.cwd();
  const data = resolve(flags.data);
  const port = flags.port ?? portOf(profiles[0]?.restful.serviceUrl) ?? 7071;
  await reservePort(port, 'the functions');
  const runtime = await chooseFunctionsRuntime(process.env);
  generate(flags);
  await build(project, cleanup);

  const keyFolder = join(data, 'keys');
  const settings = readLocalSettings();
  const issuer = await startLocalIssuer({ profiles, settings, keyFolder, port: flags.issuerPort });
  if (issuer) cleanup.push(issuer.close);
  const storage = await startLocalStorage(project, join(data, 'storage'));
  if (storage) cleanup.push(() => storage.child.stop());
  const environment = {
    ...(await prepareCertificates(profiles, keyFolder)),
    ...(storage ? { Storage: storage.connectionString } : {}),
    ...(issuer && flags.issuerPort ? { Bearer__Issuer: issuer.url } : {}),
  };
  await seed(project, { ...settings, ...environment });
  const functions = runFunctions({ project, runtime, port, environment });
  cleanup.push(() => functions.stop());
  const origin = `http://localhost:${port}`;
  await untilHealthy(origin, functions);
  await printReport({ origin, profiles, runtime, settings, keyFolder, issuer, project });
  return [functions, ...(storage ? [storage.child] : [])];
}

/** Settles at the first Ctrl-C or SIGTERM; a second one ends at once, as everywhere. */
function interruption(): Promise<undefined> {
  return new Promise((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => settle(undefined));
  });
}

async function firstToEnd(children: readonly Child[]) {
  return await Promise.race(children.map(async ({ name, ended }) => ({ name, ...(await ended) })));
}

function readPolicies(flags: StartFlags): LocalPolicies {
  const { port, issuerPort } = flags;
  return readLocalPolicies(
    { folders: flags.policies ?? ['policies'], environment: flags.env },
    {
      ...(port ? { ApiUrl: (url: string) => withPort(url, port) } : {}),
      ...(issuerPort ? { TokenEndpoint: (url: string) => withPort(url, issuerPort) } : {}),
    },
  );
}

function withPort(url: string, port: number): string {
  if (!URL.canParse(url)) return url;
  const moved = new URL(url);
  moved.port = String(port);
  return moved.pathname === '/' && !url.endsWith('/') ? moved.origin : moved.href;
}

function portOf(serviceUrl: string | undefined): number | undefined {
  if (serviceUrl === undefined || !URL.canParse(serviceUrl)) return undefined;
  const { port } = new URL(serviceUrl);
  return port === '' ? undefined : Number(port);
}

function generate({ policies }: StartFlags): void {
  const folders = policies ? { policies } : {};
  if (runGenerate({ out: 'shared/generated', ...folders }) !== 0) {
    throw new Error('Nothing was started: the policies have errors.');
  }
}

/** The project's own build script: for ours, tsc. */
async function build(project: string, cleanup: Cleanup): Promise<void> {
  const npm = process.env['npm_execpath'];
  const command = npm?.endsWith('.js')
    ? { command: process.execPath, args: [npm, 'run', '--silent', 'build'] }
    : { command: 'npm', args: ['run', '--silent', 'build'] };
  const child = startChild({ name: 'The build', ...command, cwd: project, output: 'collect' });
  cleanup.push(() => child.stop());
  const { code, output } = await child.ended;
  if (code !== 0) throw new Error(`"npm run build" failed:\n${output}`);
}

/** Our samples: a program of the project's own, where it has one. */
async function seed(project: string, env: NodeJS.ProcessEnv): Promise<void> {
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
  const { code, output } = await child.ended;
  if (code !== 0) throw new Error(`The samples could not be stored: ${output}`);
}

interface FunctionsStart {
  readonly project: string;
  readonly runtime: FunctionsRuntime;
  readonly port: number;
  readonly environment: NodeJS.ProcessEnv;
}

function runFunctions({ project, runtime, port, environment }: FunctionsStart): Child {
  const common = { cwd: project, env: environment, output: 'inherit' } as const;
  if (runtime.func) {
    const args = ['start', '--port', String(port)];
    return startChild({ name: 'func', command: runtime.func, args, ...common });
  }
  const args = [hostMain, '--app', project, '--port', String(port)];
  return startChild({ name: 'The host', command: process.execPath, args, ...common });
}
