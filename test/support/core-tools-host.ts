import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../commands/ports.ts';
import type { Scope } from './scope.ts';

/** Our built app under `func start`, on a free port. */
export interface CoreToolsHost {
  readonly baseUrl: string;
  output(): string;
}

const startTimeoutMs = 120_000;

/**
 * Starts the real host for a test: `npm run build` has to come first, since it loads what package.json's
 * `main` names. @throws Error with func's output where it ends or does not answer in two minutes.
 */
export async function startCoreTools(
  scope: Scope,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<CoreToolsHost> {
  const port = await freePort();
  const isWindows = process.platform === 'win32';
  const child = spawn(isWindows ? 'func.cmd' : 'func', ['start', '--port', String(port)], {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = once(child, 'close');
  scope.after(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  const baseUrl = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + startTimeoutMs;
  while (!(await answers(`${baseUrl}/api/health`))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`func: ${output}`);
    await delay(250);
  }
  return { baseUrl, output: () => output };
}

/** Any status but 404, which the real host gives until the app is loaded. */
async function answers(url: string): Promise<boolean> {
  const response = await fetch(url).catch(() => undefined);
  await response?.body?.cancel();
  return response !== undefined && response.status !== 404;
}
