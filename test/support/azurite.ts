import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from '../../commands/ports.ts';
import type { Scope } from './scope.ts';

/** A table storage of a test's own, in memory. */
export interface Azurite {
  readonly connectionString: string;
  /** Ends the process: what a test of a failing storage does on purpose. */
  stop(): Promise<void>;
}

/** One that keeps its tables in a folder, so that it can be gone for a while. */
export interface DurableAzurite {
  readonly connectionString: string;
  /** Ends the process as a machine that is shut down does: what it has acknowledged is in its file. */
  shutDown(): Promise<void>;
  /** Starts it again, on the same port. */
  startAgain(): Promise<void>;
}

/** Starts Azurite's table server on a free port; it ends with the test (or the file's `after`). */
export async function startAzurite(t: Scope): Promise<Azurite> {
  const account = await newAccount();
  const child = await run(account, ['--inMemoryPersistence']);
  t.after(() => stop(child));
  return { connectionString: connectionStringOf(account), stop: () => stop(child) };
}

/**
 * Starts one in a folder of its own. Azurite writes its file every five seconds, so killing it would
 * lose what it has acknowledged: it is told to end instead, and does not answer any more while it does.
 */
export async function startDurableAzurite(t: Scope): Promise<DurableAzurite> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-azurite-'));
  const account = await newAccount();
  const start = () => run(account, ['--location', folder]);
  let child = await start();
  t.after(async () => {
    await stop(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    connectionString: connectionStringOf(account),
    async shutDown() {
      child.kill('SIGINT');
      await once(child, 'close', { signal: AbortSignal.timeout(10_000) }).catch(() => stop(child));
    },
    async startAgain() {
      child = await start();
    },
  };
}

/** Starts one that takes HTTPS and tokens of Entra's form. Returns its table service's address. */
export async function startSecureAzurite(
  t: Scope,
  files: { readonly cert: string; readonly key: string },
): Promise<string> {
  const account = await newAccount();
  const tls = ['--cert', files.cert, '--key', files.key, '--oauth', 'basic'];
  const child = await run(account, ['--inMemoryPersistence', ...tls]);
  t.after(() => stop(child));
  return `https://localhost:${account.port}/${account.name}`;
}

interface Account {
  readonly port: number;
  readonly name: string;
  readonly key: string;
}

async function newAccount(): Promise<Account> {
  return { port: await freePort(), name: 'countersign', key: randomBytes(32).toString('base64') };
}

function connectionStringOf({ port, name, key }: Account): string {
  return `DefaultEndpointsProtocol=http;AccountName=${name};AccountKey=${key};TableEndpoint=http://127.0.0.1:${port}/${name};`;
}

async function run({ port, name, key }: Account, where: readonly string[]): Promise<ChildProcess> {
  const require = createRequire(import.meta.url);
  const main = join(dirname(require.resolve('azurite/package.json')), 'dist/src/table/main.js');
  const child = spawn(
    process.execPath,
    [
      main,
      ...['--tableHost', '127.0.0.1', '--tablePort', String(port), ...where],
      ...['--silent', '--disableTelemetry', '--skipApiVersionCheck'],
    ],
    { env: { ...process.env, AZURITE_ACCOUNTS: `${name}:${key}` }, stdio: 'pipe' },
  );
  await untilStarted(child);
  return child;
}

/** What it says itself: another program that took its port would answer as well. */
async function untilStarted(child: ChildProcessWithoutNullStreams): Promise<void> {
  const started = Promise.withResolvers<void>();
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes('successfully started')) started.resolve();
    });
  }
  child.once('close', (code) => started.reject(new Error(`Azurite ended with ${code}: ${output}`)));
  await started.promise;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'close');
}
