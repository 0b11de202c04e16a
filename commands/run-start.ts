import { resolve } from 'node:path';
import { withoutChanges } from '../compiler/diagnostic.ts';
import type { Child } from './child-process.ts';
import { describeEmulator, emulatorLines } from './emulator-report.ts';
import { interruption } from './interruption.ts';
import { type LocalPolicies, readLocalPolicies } from './local-policies.ts';
import { reservePort } from './ports.ts';
import { hasErrors, printDiagnostics } from './report.ts';
import { Running } from './running.ts';
import type { StartFlags } from './start.ts';
import { startBackend } from './start-backend.ts';
import type { BackendEmulatorFlags } from './start-backend-emulator.ts';
import type { StartedEmulator } from './start-emulator.ts';
import { describeStart, printReport, type StartReport } from './start-report.ts';
import { exitCodeOfFailure, requireFolders, UsageError } from './usage.ts';

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
  policies: LocalPolicies,
  running: Running,
): Promise<readonly Child[]> {
  const {
    json = false,
    emulator: isEmulated,
    emulatorPort: port,
    emulatorHttpsPort: httpsPort,
  } = flags;
  if (isEmulated) await reserveEmulatorPorts(port, httpsPort);
  const watched = { ...flags, isWatched: true };
  const backendFlags = isEmulated ? { ...watched, inboxPort: port } : watched;
  const { report, children, isReady } = await startBackend(backendFlags, policies, running);
  const wanted = { ...flags, port, httpsPort, data: resolve(flags.data) };
  const emulator = isEmulated ? await startEmulatorOf(wanted, report, running) : undefined;
  await isReady;
  if (json) {
    const described = emulator ? { emulator: describeEmulator(emulator) } : {};
    console.log(JSON.stringify({ ...(await describeStart(report)), ...described }));
  } else await printReport(report, emulator ? emulatorLines(emulator) : []);
  return children;
}

/** Said before the project is built for nothing. */
async function reserveEmulatorPorts(port: number, httpsPort: number): Promise<void> {
  await reservePort(port, 'the emulator', '--emulator-port');
  await reservePort(httpsPort, 'the emulator, HTTPS', '--emulator-https-port');
}

/** Its modules are loaded while the functions start. */
async function startEmulatorOf(
  flags: BackendEmulatorFlags,
  report: StartReport,
  running: Running,
): Promise<StartedEmulator> {
  const { startBackendEmulator } = await import('./start-backend-emulator.ts');
  return startBackendEmulator(flags, report, running);
}

async function firstToEnd(children: readonly Child[]) {
  return await Promise.race(children.map(async ({ name, ended }) => ({ name, ...(await ended) })));
}

function readPolicies({ policies, env, port, issuerPort }: StartFlags): LocalPolicies {
  const folders = policies ?? ['policies'];
  requireFolders(folders);
  return readLocalPolicies({ folders, environment: env }, { port, issuerPort });
}
