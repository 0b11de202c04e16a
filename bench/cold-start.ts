import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions, bundleHost } from '../commands/bundle.ts';
import { type Call, closeConnections, untilAnswered } from './http-client.ts';
import { compare, type Ratio } from './measure.ts';

const root = join(import.meta.dirname, '..');
const secret = 'bench-secret';
const claims = {
  givenName: 'Ada',
  surname: 'Lovelace',
  memberNumber: 'AL-123456',
  language: 'en-GB',
  correlationId: '0c7b9a52-3f0e-4b35-9d0b-6c2f7f4b1a01',
};

/**
 * From the start of a process to its first answered call: our functions bundled as they are deployed,
 * on our host, against a server of node:http that answers the same JSON. Files are in the page cache
 * and the compile cache is warm for both.
 */
export async function coldStart(): Promise<Ratio> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  try {
    const { folder: app } = await bundleFunctions(root, join(folder, 'app'), [
      'functions/**/*.ts',
      'bench/app/functions.ts', // one that needs no storage to answer
    ]);
    const host = await bundleHost(join(folder, 'host.cjs'));
    const env = {
      NODE_COMPILE_CACHE: join(folder, 'cache'),
      AZURE_FUNCTIONS_ENVIRONMENT: 'Production',
      B2C_1A_BenchUsername: 'bench',
      B2C_1A_BenchPassword: secret,
    };
    return await compare({
      name: 'process start to first answered call, bundled, on our host',
      baseline: 'bare node:http server, same JSON',
      unit: 'ms',
      limit: 2,
      rounds: 25,
      warmUps: 4,
      ours: () => timeStart((port) => [host, '--app', app, '--port', String(port)], env),
      theirs: () => timeStart((port) => [join(root, 'bench/bare-server.cjs'), String(port)], env),
    });
  } finally {
    closeConnections();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeStart(
  args: (port: number) => string[],
  env: Record<string, string>,
): Promise<number> {
  const port = await freePort();
  const call: Call = {
    url: `http://127.0.0.1:${port}/api/served`,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`bench:${secret}`).toString('base64')}`,
    },
    body: JSON.stringify(claims),
  };
  const start = performance.now();
  const child = spawn(process.execPath, args(port), {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilAnswered(call, 200);
  const elapsed = performance.now() - start;
  await end(child);
  return elapsed;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
