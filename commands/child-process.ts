import { type ChildProcess, spawn } from 'node:child_process';

/** What a child process needs to start. */
export interface ChildStart {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** `inherit`: its lines are shown, `stderr`: there; `collect`: they are kept for when it fails. */
  readonly output: 'inherit' | 'stderr' | 'collect';
  /** What ends it; SIGTERM where absent. Windows knows no signals: there it ends at once. */
  readonly stopSignal?: 'SIGINT';
}

/** A running child: `ended` settles with its last lines, however it ends; `stop` waits for that. */
export interface Child {
  readonly name: string;
  readonly ended: Promise<{ code: number | null; output: string }>;
  readonly stop: () => Promise<void>;
}

const keptCharacters = 4000;
const graceMs = 5000;

/** Starts a program that lives as long as the command does. */
export function startChild(start: ChildStart): Child {
  const { name, command, args, env, cwd, output, stopSignal = 'SIGTERM' } = start;
  const stream = { inherit: 'inherit', stderr: 2, collect: 'pipe' } as const;
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    stdio: ['ignore', stream[output], stream[output]],
  });
  let kept = '';
  const keep = (chunk: Buffer) => {
    kept = (kept + chunk.toString()).slice(-keptCharacters);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code, output: kept.trim() }));
  });
  return { name, ended, stop: () => stopChild(child, ended, stopSignal) };
}

async function stopChild(
  child: ChildProcess,
  ended: Promise<unknown>,
  signal: 'SIGINT' | 'SIGTERM',
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  const kill = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(kill);
}
