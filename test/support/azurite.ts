import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isListening } from '../../commands/is-listening.ts';
import { freePort } from './free-port.ts';

/** A table storage of a test's own, in memory. */
export interface Azurite {
  readonly connectionString: string;
  /** Ends the process: what a test of a failing storage does on purpose. */
  stop(): Promise<void>;
}

/** What ends: a test's context, or `{ after }` of node:test for all tests of a file. */
export interface Scope {
  after(end: () => Promise<void>): void;
}

/** Starts Azurite's table server on a free port; it ends with the test (or the file's `after`). */
export async function startAzurite(t: Scope): Promise<Azurite> {
  const require = createRequire(import.meta.url);
  const main = join(dirname(require.resolve('azurite/package.json')), 'dist/src/table/main.js');
  const port = await freePort();
  const account = 'countersign';
  const key = randomBytes(32).toString('base64');
  const child = spawn(
    process.execPath,
    [
      main,
      ...['--tableHost', '127.0.0.1', '--tablePort', String(port), '--inMemoryPersistence'],
      ...['--silent', '--disableTelemetry', '--skipApiVersionCheck'],
    ],
    { env: { ...process.env, AZURITE_ACCOUNTS: `${account}:${key}` }, stdio: 'ignore' },
  );
  t.after(() => stop(child));
  await untilListening(child, port);
  return {
    connectionString: `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};TableEndpoint=http://127.0.0.1:${port}/${account};`,
    stop: () => stop(child),
  };
}

async function untilListening(child: ChildProcess, port: number): Promise<void> {
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error(`Azurite ended with code ${child.exitCode}.`);
    await delay(25);
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
}
