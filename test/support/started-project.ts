import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from '../../commands/ports.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

/** A started backend: what it printed once it was ready. */
interface Started {
  readonly output: string;
  /** Until what it prints from now on has these words. */
  until(words: string): Promise<void>;
  stop(): Promise<number | null>;
}

/** A copy of the project, and ports and a data folder of its own. */
export async function prepareStart(
  t: TestContext,
): Promise<{ project: ProjectCopy; args: string[] }> {
  const project = await copyProject(t);
  const data = await temporaryFolder(t);
  const [port, issuerPort] = [await freePort(), await freePort()];
  const [emulatorPort, httpsPort] = [await freePort(), await freePort()];
  const args = [
    ...['--port', String(port), '--issuer-port', String(issuerPort), '--data', data],
    ...['--emulator-port', String(emulatorPort), '--emulator-https-port', String(httpsPort)],
  ];
  return { project, args };
}

/** Runs `countersign start` of a copy on our own host. */
export function spawnStart(folder: string, args: readonly string[]) {
  return spawn(process.execPath, [join(folder, 'cli.ts'), 'start', ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: '1', FUNC_HOST: 'embedded' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Starts a copy, and waits until it is ready; it ends with the test. */
export async function startProject(
  t: TestContext,
  folder: string,
  args: readonly string[],
): Promise<Started> {
  const child = spawnStart(folder, args);
  const ended = once(child, 'close');
  const stop = async () => {
    child.kill('SIGINT');
    const [code] = await ended;
    return code as number | null;
  };
  t.after(async () => void (await stop()));
  let output = '';
  let wanted = 'Ready.';
  let ready = Promise.withResolvers<void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.includes(wanted)) ready.resolve();
    });
  }
  child.once('close', () => ready.reject(new Error(output)));
  await ready.promise;
  const printed = output;
  const until = (words: string) => {
    [output, wanted, ready] = ['', words, Promise.withResolvers<void>()];
    return ready.promise;
  };
  return { output: printed, until, stop };
}

/** Runs a printed line as a person would, in a shell. */
export async function answerTo(
  curl: string,
  cwd: string,
): Promise<{ status: string; body: string }> {
  const { stdout } = await run('sh', ['-c', `${curl} -w '\\n%{http_code}'`], { cwd });
  const lines = stdout.split('\n');
  return { status: lines.at(-1) ?? '', body: lines.slice(0, -1).join('\n') };
}
