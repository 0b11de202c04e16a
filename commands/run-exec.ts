import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startChild } from './child-process.ts';
import { startEmulatorAlone } from './emulator-alone.ts';
import type { ExecFlags } from './exec.ts';
import { exportState } from './export-state.ts';
import { interruption } from './interruption.ts';
import { readLocalPolicies } from './local-policies.ts';
import { reservePort } from './ports.ts';
import { Running } from './running.ts';
import { type Backend, startBackend } from './start-backend.ts';
import { startBackendEmulator } from './start-backend-emulator.ts';
import type { StartedEmulator } from './start-emulator.ts';
import { requireFolders } from './usage.ts';

/** What runs around the command. */
interface Surroundings {
  readonly emulator: StartedEmulator;
  /** Absent where no RESTful technical profile is the project's own. */
  readonly backend?: Backend;
}

/**
 * Starts functions and emulator, runs the command, ends all of it. Returns the command's exit code, 130
 * where it was interrupted.
 * @throws Error with one line to print, for whatever keeps it from starting
 */
export async function runExec(command: readonly string[], flags: ExecFlags): Promise<number> {
  requireFolders(flags.policies ?? ['policies']);
  const running = new Running();
  const interrupted = interruption().then(() => 130);
  const work = runBetween(command, flags, running);
  try {
    return await Promise.race([interrupted, work]);
  } finally {
    await running.stop();
    await work.catch(() => undefined); // whatever it ends with now, it was told to
  }
}

async function runBetween(
  [program = '', ...args]: readonly string[],
  flags: ExecFlags,
  running: Running,
): Promise<number> {
  const data = await dataFolder(flags, running);
  const surroundings = await surround({ ...flags, data }, running);
  await running.add(() => exportState(surroundings.emulator, flags.exportOnExit, console.error));
  const child = startChild({
    ...{ name: program, command: program, args },
    env: await environmentOf(surroundings, data),
    output: 'inherit',
  });
  await running.add(child.stop);
  const { code, output } = await child.ended;
  if (output !== '') console.error(`"${program}" could not be run: ${output}`);
  return code ?? 1;
}

async function dataFolder({ data }: ExecFlags, running: Running): Promise<string> {
  if (data !== undefined) return resolve(data);
  const made = await mkdtemp(join(tmpdir(), 'countersign-exec-'));
  await running.add(() => rm(made, { recursive: true, force: true }));
  return made;
}

type ExecStart = ExecFlags & { readonly data: string };

async function surround(flags: ExecStart, running: Running): Promise<Surroundings> {
  const { policies: folders = ['policies'], env: environment } = flags;
  const [port, issuerPort] = [await reservePort(0, 'functions'), await reservePort(0, 'issuer')];
  const local = readLocalPolicies({ folders, environment }, { port, issuerPort });
  const { import: importFrom } = flags;
  const state = importFrom === undefined ? {} : { importFrom };
  const emulatorPort = await reservePort(0, 'emulator');
  const start = { ...flags, ...state, port: emulatorPort, httpsPort: 0, json: true };
  if (local.profiles.length === 0 || !existsSync('package.json')) {
    return { emulator: await startEmulatorAlone(start, running) };
  }
  const backend = await startBackend(
    { ...start, issuerPort, inboxPort: emulatorPort },
    local,
    running,
  );
  const emulator = await startBackendEmulator(start, backend.report, running);
  await backend.isReady;
  return { emulator, backend };
}

/** What the command finds in its environment. */
async function environmentOf(
  { emulator, backend }: Surroundings,
  data: string,
): Promise<NodeJS.ProcessEnv> {
  const { origin, httpsOrigin, authorityFile } = emulator;
  return {
    COUNTERSIGN_EMULATOR_URL: origin,
    COUNTERSIGN_EMULATOR_HTTPS_URL: httpsOrigin,
    COUNTERSIGN_EMULATOR_CERTIFICATE: authorityFile,
    NODE_EXTRA_CA_CERTS: await trustedFile(authorityFile, data),
    ...(backend ? { COUNTERSIGN_FUNCTIONS_URL: backend.report.origin } : {}),
  };
}

/** Node takes one file of certificates: that of the machine, where it has one, and ours. */
async function trustedFile(authorityFile: string, data: string): Promise<string> {
  const own = process.env['NODE_EXTRA_CA_CERTS'];
  if (!own || !existsSync(own)) return authorityFile;
  const file = join(data, 'keys', 'trusted.pem');
  const texts = [await readFile(own, 'utf8'), await readFile(authorityFile, 'utf8')];
  await writeFile(file, texts.join('\n'));
  return file;
}
