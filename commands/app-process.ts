import { fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { globSync } from 'tinyglobby';

/** Which app is loaded, and what its process is asked. */
export interface AppQuestion {
  readonly project: string;
  /** A glob instead of package.json's `main`. */
  readonly main?: string | undefined;
  /** Sent as it is: no command line shows it. */
  readonly question?: unknown;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

type Reply = { readonly answer: unknown } | { readonly failure: string };

/**
 * Runs a module of ours as a program that loads an app (which registers nothing) and answers one
 * question about it: `answerAboutApp` on its side. What the app prints is dropped.
 * @throws Error with one line to print where the app cannot be loaded, or the question not be answered
 */
export async function askAboutApp<Answer>(
  program: string,
  { project, main, question = null, env = {} }: AppQuestion,
): Promise<Answer> {
  const child = fork(program, [project, ...(main ? [main] : [])], {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.once('message', (reply) => resolve(reply as Reply));
  child.once('error', reject);
  child.once('close', () => reject(new Error(`The app cannot be loaded. ${stderr.trim()}`)));
  child.send({ question }, () => undefined); // a child that has ended says so by itself
  const reply = await promise;
  if ('failure' in reply) throw new Error(reply.failure);
  return reply.answer as Answer;
}

/** The other side: answers when `program` was started by `askAboutApp`, else does nothing. */
export async function answerAboutApp(
  program: string,
  answer: (question: unknown) => Promise<unknown>,
): Promise<void> {
  const [, started, project, main] = process.argv;
  if (!process.send || !project || !started || realpathSync(started) !== program) return;
  const asked = new Promise<{ question: unknown }>((resolve) =>
    process.once('message', (message) => resolve(message as { question: unknown })),
  );
  const reply = await replyOf(async () => {
    await loadFiles(project, main);
    return answer((await asked).question);
  });
  process.send(reply, () => process.exit());
}

async function replyOf(work: () => Promise<unknown>): Promise<Reply> {
  try {
    return { answer: await work() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

async function loadFiles(project: string, main?: string): Promise<void> {
  const glob = main ?? JSON.parse(await readFile(join(project, 'package.json'), 'utf8')).main;
  const files = globSync([glob], { cwd: project, absolute: true, ignore: ['**/*.d.ts'] });
  if (files.length === 0) throw new Error(`No file matches "${glob}": build the project first.`);
  for (const file of files.sort()) await import(pathToFileURL(file).href);
}
