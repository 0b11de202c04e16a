import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Keys, keysFrom } from '../caller/keys.ts';
import { copyState, type Emulator, openEmulator } from '../emulator/emulator.ts';
import type { FunctionLog } from '../emulator/function-log.ts';
import { listen } from '../emulator/listen.ts';
import type { Person } from '../emulator/people.ts';
import { readPeopleFile } from '../emulator/people-file.ts';
import type { UrlMap } from '../emulator/reach.ts';
import { ensureServerCertificate } from '../emulator/server-certificate.ts';
import { lockDataFolder } from './data-folder.ts';
import { readApplications } from './emulated-applications.ts';
import { prepareClientCertificates } from './emulator-keys.ts';
import { logFindings, logInbox, logReload } from './emulator-log.ts';
import { lintInThread } from './lint-thread.ts';
import { reservePort } from './ports.ts';
import type { Running } from './running.ts';
import { notFound, UsageError, unreadable } from './usage.ts';

/** What an emulator is started with. */
export interface EmulatorStart {
  readonly folders: readonly string[];
  /** Of appsettings.json. */
  readonly environment: string;
  /** The data folder, as an absolute path. */
  readonly data: string;
  /** 0: any free port. */
  readonly port: number;
  readonly httpsPort: number;
  /** The options that move them. */
  readonly portOption?: string;
  readonly httpsPortOption?: string;
  readonly map: UrlMap;
  readonly allowedHosts: readonly string[];
  /** Secrets of policy keys by their names. */
  readonly settings: Readonly<Record<string, string | undefined>>;
  readonly importFrom?: string;
  /** Of the functions that run beside it. */
  readonly functionLog?: FunctionLog;
  /** Journeys wait for it: settles once edits of the functions are live. */
  readonly settled?: () => Promise<void>;
  /** A file with people: YAML, JSON or CSV. */
  readonly seed?: string;
  /** Takes what happens, line by line. */
  readonly log: (line: string) => void;
}

/** An emulator that takes requests. */
export interface StartedEmulator {
  readonly emulator: Emulator;
  /** `http://localhost:8080` */
  readonly origin: string;
  /** `https://localhost:8443` */
  readonly httpsOrigin: string;
  /** The file of the certificate that clients of HTTPS trust. */
  readonly authorityFile: string;
  /** Policy keys that somebody has set. */
  readonly keys: Keys;
}

/**
 * Opens the emulator and listens; all of it ends with `running`.
 * @throws Error with one line to print, for whatever keeps it from starting
 */
export async function startEmulator(
  start: EmulatorStart,
  running: Running,
): Promise<StartedEmulator> {
  refuseInAzure(process.env);
  const { data, port, httpsPort, folders, environment } = start;
  const dataFolder = join(data, 'emulator');
  const keyFolder = join(data, 'keys');
  await reservePorts(start);
  await running.add(await lockDataFolder(dataFolder));
  if (start.importFrom !== undefined) await importState(start.importFrom, dataFolder);
  const keys = keysFrom(start.settings, keyFolder);
  const certificate = ensureServerCertificate({ folder: keyFolder, now: new Date() });
  certificate.catch(() => undefined); // whoever waits for it gets the fault
  const emulator = await openEmulator({
    ...{ folders, environment, dataFolder, keys },
    ...{ map: start.map, allowedHosts: start.allowedHosts },
    applications: readApplications({ folders, environment }),
    ...(start.functionLog ? { functionLog: start.functionLog } : {}),
    ...(start.settled ? { settled: start.settled } : {}),
    seed: await readSeed(start.seed),
    onReload: logReload(start.log),
    lint: () => lintInThread(folders),
    onFault: (fault) => start.log(fault.stack ?? fault.message),
  });
  await running.add(emulator.close);
  const { tenant } = emulator.site;
  requirePolicies(emulator, folders);
  const policies = tenant.policies.policies().map(({ policy }) => policy);
  await prepareClientCertificates(policies, keyFolder);
  logInbox(tenant.inbox, start.log);
  logFindings(emulator.site.findings, start.log);
  const http = await listenAt(emulator, { port });
  await running.add(http.close);
  const { cert, key, authorityFile } = await certificate;
  const https = await listenAt(emulator, { port: httpsPort, tls: { cert, key } });
  await running.add(https.close);
  return { emulator, origin: http.origin, httpsOrigin: https.origin, authorityFile, keys };
}

async function reservePorts(start: EmulatorStart): Promise<void> {
  const { port, httpsPort, portOption = '--port', httpsPortOption = '--https-port' } = start;
  await reservePort(port, 'the emulator', portOption);
  await reservePort(httpsPort, 'the emulator, HTTPS', httpsPortOption);
}

/** It knows no password policy, no lock-out of machines, and signs in whom its API says. */
function refuseInAzure(env: NodeJS.ProcessEnv): void {
  const found = ['WEBSITE_SITE_NAME', 'WEBSITE_INSTANCE_ID', 'FUNCTIONS_EXTENSION_VERSION'].find(
    (name) => env[name] !== undefined,
  );
  if (found === undefined) return;
  throw new Error(`The emulator is for development: it does not run in Azure (${found} is set).`);
}

async function importState(from: string, dataFolder: string): Promise<void> {
  if (!statSync(from, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`There is no folder "${from}" to import.`);
  }
  await copyState(from, dataFolder);
}

async function readSeed(file: string | undefined): Promise<readonly Person[]> {
  if (file === undefined) return [];
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw new UsageError(`There is no file "${file}": name it with --seed.`);
  }
  const { people, diagnostics } = readPeopleFile(file, await readFile(file, 'utf8'));
  const [first] = diagnostics;
  if (!first) return people;
  throw new Error(`"${file}" has no people: line ${first.position.line}: ${first.message}`);
}

function requirePolicies({ site }: Emulator, folders: readonly string[]): void {
  const { policies } = site.tenant;
  const [environment] = policies.diagnostics.filter(({ rule }) => rule === 'settings-environment');
  if (environment) throw new UsageError(`${environment.position.file}: ${environment.message}`);
  const unread = unreadable(policies.diagnostics);
  const isEmpty = policies.policies().every(({ policy }) => policy.relyingParty === undefined);
  if (unread.length === 0 && !isEmpty) return;
  const places = folders.map((folder) => `"${folder}"`).join(', ');
  const message = isEmpty
    ? `There is no policy with a RelyingParty below ${places}.`
    : 'Nothing was started: policies cannot be read.';
  throw notFound(message, unread);
}

/** Somebody may have taken the port meanwhile, or only its IPv6 half. */
async function listenAt({ app }: Emulator, listener: Parameters<typeof listen>[1]) {
  try {
    return await listen(app, listener);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new Error(`Port ${listener.port} (the emulator) cannot be used: ${code}.`, { cause });
  }
}
