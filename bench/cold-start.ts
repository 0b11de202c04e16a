import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFunctions, bundleHost } from '../commands/bundle-functions.ts';
import { freePort } from '../commands/ports.ts';
import { closeConnections, untilAnswered } from './http-client.ts';
import { compare, type Ratio } from './measure.ts';
import { benchSettings, servedCall } from './served-call.ts';

const root = join(import.meta.dirname, '..');
/**
 * From the start of a process to its first answered call: our functions bundled as they are deployed,
 * on our host; against a server of node:http that answers the same JSON, and against one bare handler
 * on the same host, which tells what is ours to improve. The compile cache is warm for all.
 */
export async function coldStart(): Promise<Ratio[]> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  try {
    const host = await bundleHost(join(folder, 'host.cjs'));
    const start = async (name: string, sources: string[]) => {
      const { folder: app } = await bundleFunctions(root, join(folder, name), sources);
      return () => timeStart((port) => [host, '--app', app, '--port', String(port)], folder);
    };
    // The bench's own function is among ours: it needs no storage to answer.
    const ours = await start('ours', ['functions/**/*.ts', 'bench/app/functions.ts']);
    const bareApp = await start('bare', ['bench/bare-app/functions.ts']);
    const bareServer = () =>
      timeStart((port) => [join(root, 'bench/bare-server.cjs'), String(port)], folder);
    const what = { unit: 'ms', rounds: 25, warmUps: 4, ours };
    const name = 'process start to first answered call, bundled, on our host';
    return [
      await compare({
        ...{ ...what, name, limit: 2 },
        baseline: 'bare node:http server, same JSON',
        theirs: bareServer,
      }),
      await compare({
        ...{ ...what, name: `the same`, limit: undefined },
        baseline: 'one bare `app.http` handler, bundled, on our host',
        theirs: bareApp,
      }),
    ];
  } finally {
    closeConnections();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeStart(args: (port: number) => string[], folder: string): Promise<number> {
  const port = await freePort();
  const env = {
    NODE_COMPILE_CACHE: join(folder, 'cache'),
    AZURE_FUNCTIONS_ENVIRONMENT: 'Production',
    ...benchSettings,
  };
  const call = servedCall(`http://127.0.0.1:${port}/api/served`);
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

/** Not with SIGKILL: a process writes its compile cache when it ends. */
async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  await ended;
}
