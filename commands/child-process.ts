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
  /** Ctrl-C does not reach it, and it is ended with all that it has started; not on Windows. */
  readonly isGroup?: boolean;
  /** How long it may take to end before it is killed; 5 seconds where absent. */
  readonly graceMs?: number;
  /** Gets what is shown, too. */
  readonly onOutput?: (text: string) => void;
}

/** A running child: `ended` settles with its last lines, however it ends; `stop` waits for that. */
export interface Child {
  readonly name: string;
  readonly ended: Promise<{ code: number | null; output: string }>;
  readonly stop: () => Promise<void>;
}

const keptCharacters = 4000;

/** What runs now, and how it is killed. */
const living = new Set<() => void>();

/** Ends every child at once: what they have begun stays half done. */
export function killChildren(): void {
  for (const kill of living) kill();
}

/** Starts a program that lives as long as the command does. */
export function startChild(start: ChildStart): Child {
  const { name, command, args, env, cwd, output, stopSignal = 'SIGTERM', graceMs = 5000 } = start;
  const isGroup = start.isGroup === true && process.platform !== 'win32';
  const { onOutput } = start;
  const stream = onOutput
    ? 'pipe'
    : ({ inherit: 'inherit', stderr: 2, collect: 'pipe' } as const)[output];
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    ...(cwd === undefined ? {} : { cwd }),
    detached: isGroup,
    stdio: ['ignore', stream, stream],
  });
  let kept = '';
  const keep = (text: string) => {
    kept = (kept + text).slice(-keptCharacters);
  };
  if (onOutput) tee(child, output, onOutput);
  if (output === 'collect') {
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
  }
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code, output: kept.trim() }));
  });
  const send = (signal: NodeJS.Signals) => signalTo(child, signal, isGroup);
  const kill = () => send('SIGKILL');
  living.add(kill);
  void ended.then(() => living.delete(kill));
  return { name, ended, stop: () => stopChild({ child, ended, send, graceMs }, stopSignal) };
}

/** Shows what a child writes, and hands it on. */
function tee(child: ChildProcess, output: ChildStart['output'], onOutput: (text: string) => void) {
  const shownAt = output === 'inherit' ? process.stdout : process.stderr;
  for (const [stream, target] of [
    [child.stdout, shownAt],
    [child.stderr, process.stderr],
  ] as const) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      if (output !== 'collect') target.write(text);
      onOutput(text);
    });
  }
}

/** To the child, or to it and all that it has started, also when it has ended itself. */
function signalTo(child: ChildProcess, signal: NodeJS.Signals, isGroup: boolean): void {
  if (!isGroup || child.pid === undefined) return void child.kill(signal);
  try {
    process.kill(-child.pid, signal);
  } catch {
    // nothing of the group is left
  }
}

interface Stopping {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  readonly send: (signal: NodeJS.Signals) => void;
  readonly graceMs: number;
}

async function stopChild(
  { child, ended, send, graceMs }: Stopping,
  signal: 'SIGINT' | 'SIGTERM',
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  send(signal);
  const kill = setTimeout(() => send('SIGKILL'), graceMs);
  await ended;
  clearTimeout(kill);
}
