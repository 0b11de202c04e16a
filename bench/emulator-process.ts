import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../commands/ports.ts';

const root = join(import.meta.dirname, '..');

/** The emulator with our policies, as somebody starts it: a process of its own, as it was built. */
export interface EmulatorProcess {
  /** `http://127.0.0.1:…`: where the workbench is, and pages are too. */
  readonly origin: string;
  readonly tenant: string;
  /** A folder that goes with it. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** Starts what `npm run build` has left in `dist`, on free ports and with a folder of its own. */
export async function startEmulatorProcess(): Promise<EmulatorProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const [port, httpsPort] = [String(await freePort()), String(await freePort())];
  const ports = ['--port', port, '--https-port', httpsPort];
  const options = ['--policies', 'policies', '--data', folder, ...ports];
  const child = spawn(process.execPath, ['dist/cli.js', 'emulate', '--json', ...options], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { origin, tenant } = await described(child);
  return {
    ...{ origin: origin.replace('localhost', '127.0.0.1'), tenant, folder },
    stop: async () => {
      await endProcess(child);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function described({ stdout }: ChildProcess): Promise<{ origin: string; tenant: string }> {
  if (stdout === null) throw new Error('The emulator has no output.');
  for await (const line of createInterface(stdout)) {
    if (!line.startsWith('{')) continue;
    const { error, ...rest } = JSON.parse(line);
    if (error) throw new Error(error);
    return rest;
  }
  throw new Error('The emulator ended before it was ready.');
}

/** Ends a process and waits for that. */
export async function endProcess(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  child.kill();
  await ended;
}
