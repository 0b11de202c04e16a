import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Child, startChild } from './child-process.ts';
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
    env: { AZURITE_ACCOUNTS: `${account}:${key}` },
    output: 'collect',
    stopSignal: 'SIGINT', // it saves every five seconds, and when it ends by this one
  });
  await running.add(child.stop);
  await Promise.race([untilConnected(port), rejectWhenEnded(child)]);
  const endpoint = `http://127.0.0.1:${port}/${account}`;
  return {
    child,
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=${endpoint};`,
  };
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
    await delay(50);
  }
}

async function rejectWhenEnded(child: Child): Promise<never> {
  const { code, output } = await child.ended;
  throw new Error(`${child.name} ended with code ${code}: ${output.split('\n').at(-1) ?? ''}`);
}
