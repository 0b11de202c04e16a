import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from './child-process.ts';
import { compileCache } from './compile-cache.ts';
import { isListening } from './is-listening.ts';
import { reservePort } from './ports.ts';
import type { Running } from './running.ts';

const account = 'countersign';
const readyTimeoutMs = 30_000;

/** Azurite's table server, and the connection string that reaches it. */
export interface LocalStorage {
  readonly child: Child;
  readonly connectionString: string;
}

/**
 * Starts the project's Azurite (table storage only) on a free port with its data in `folder`. Its
 * account key is made anew at each start; absent where the project has no Azurite installed.
 * @throws Error with one line to print when it does not start
 * @see facts runtime 7
 */
export async function startLocalStorage(
  projectFolder: string,
  folder: string,
  running: Running,
): Promise<LocalStorage | undefined> {
  const main = findAzurite(projectFolder);
  if (!main) return undefined;
  await mkdir(folder, { recursive: true });
  const port = await reservePort(0, 'storage');
  const key = randomBytes(32).toString('base64');
  const args = ['--tableHost', '127.0.0.1', '--tablePort', String(port), '--location', folder];
  const child = startChild({
    name: 'Azurite',
    command: process.execPath,
    args: [main, ...args, '--silent', '--disableTelemetry', '--skipApiVersionCheck'],
    env: { AZURITE_ACCOUNTS: `${account}:${key}`, ...compileCache() },
    output: 'collect',
    stopSignal: 'SIGINT', // it saves every five seconds, and when it ends by this one
  });
  await running.add(child.stop);
  await Promise.race([untilConnected(port), rejectWhenEnded(child)]);
  const endpoint = `http://127.0.0.1:${port}/${account}`;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=${endpoint};`;
  const file = join(folder, connectionFile);
  await running.add(() => rm(file, { force: true }));
  await writeFile(file, connectionString, { mode: 0o600 });
  return { child, connectionString };
}

/** Beside the data while it runs: its port and key are others at each start. */
const connectionFile = 'connection.txt';

/**
 * The settings, with the storage of a `countersign start` that runs in the data folder where they name
 * that of this machine; as they are where none runs.
 */
export function withRunningStorage<Settings extends Readonly<Record<string, string | undefined>>>(
  settings: Settings,
  dataFolder = '.data',
): Settings {
  const file = join(dataFolder, 'storage', connectionFile);
  const isLocal = settings['Storage'] === 'UseDevelopmentStorage=true';
  return isLocal && existsSync(file)
    ? { ...settings, Storage: readFileSync(file, 'utf8') }
    : settings;
}

function findAzurite(projectFolder: string): string | undefined {
  try {
    const require = createRequire(join(projectFolder, 'package.json'));
    return join(dirname(require.resolve('azurite/package.json')), 'dist/src/table/main.js');
  } catch {
    return undefined;
  }
}

async function untilConnected(port: number): Promise<void> {
  const deadline = Date.now() + readyTimeoutMs;
  while (!(await isListening(port))) {
    if (Date.now() > deadline) throw new Error('Azurite did not answer within 30 s.');
    await delay(20);
  }
}

async function rejectWhenEnded(child: Child): Promise<never> {
  const { code, output } = await child.ended;
  throw new Error(`${child.name} ended with code ${code}: ${output.split('\n').at(-1) ?? ''}`);
}
