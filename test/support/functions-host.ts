import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startCoreTools } from './core-tools-host.ts';
import type { Scope } from './scope.ts';

/** An app to start; without options it is our own. */
export interface HostOptions {
  /** The app's folder; the repository by default. */
  readonly app?: string;
  /** A glob of files to load instead of package.json's `main`. */
  readonly main?: string;
  /** Variables besides those of this process; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Further options of the host's command line. */
  readonly args?: readonly string[];
}

/** An answer whose JSON the test knows the shape of: an object, unless it says otherwise. */
export interface HostResponse extends Omit<Response, 'json'> {
  json<Body = Record<string, unknown>>(): Promise<Body>;
}

/** A host that answers. */
export interface FunctionsHost {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Posts a body: text and bytes as they are, anything else as JSON. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<HostResponse>;
  get(path: string, headers?: Record<string, string>): Promise<HostResponse>;
  /** All that it has printed so far; "" for a deployment. */
  output(): string;
  /** Waits until it has printed this: an answer may be here before the line that was printed before it. */
  says(pattern: RegExp): Promise<void>;
}

/** The app that the host's own tests run. */
export const fixtureApp = fileURLToPath(new URL('../fixtures/host', import.meta.url));

/** The `skip` of a test that starts the fixture with settings of its own, or reads what it prints. */
export const onlyOurFixture = {
  skip: process.env['FIXTURE_BASE_URL'] !== undefined && 'needs a host that the test starts',
};

/** The `skip` of a test that knows its host's keys, reads what it prints, or starts it with settings of its own. */
export const onlyOurHost =
  process.env['BASE_URL'] !== undefined && 'needs a host that the test starts';

/** Whoever waits longer for a line waits in vain. */
const longestWaitMs = 20_000;

const repository = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * Starts our Functions host on a free port and stops it after the test. Where BASE_URL is set tests of
 * our own app talk to that deployment instead (`func start`, Azure); tests of a fixture's app do where
 * FIXTURE_BASE_URL is set. FUNCTIONS_HOST=func starts our app under `func start`.
 * @throws Error with the host's output, where it ends before it listens.
 */
export async function startFunctionsHost(
  t: Scope,
  options: HostOptions = {},
): Promise<FunctionsHost> {
  const deployment = process.env[options.app === undefined ? 'BASE_URL' : 'FIXTURE_BASE_URL'];
  if (deployment) return createClient(deployment.replace(/\/$/, ''), () => '');
  if (process.env['FUNCTIONS_HOST'] === 'func' && options.app === undefined) {
    const real = await startCoreTools(t, repository, options.env ?? {});
    return createClient(real.baseUrl, real.output);
  }
  const host = runHost(['--port', '0', ...(options.args ?? [])], options);
  t.after(async () => {
    host.kill('SIGTERM');
    await host.ended;
  });
  return createClient(await host.listening, host.output);
}

/** A host process, whatever comes of it. */
export interface HostProcess {
  readonly pid: number | undefined;
  /** Its URL once it listens; rejects where it ends before. */
  readonly listening: Promise<string>;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
  output(): string;
  kill(signal: NodeJS.Signals): void;
}

/** Runs the host's command line as it is. */
export function runHost(args: readonly string[], options: HostOptions = {}): HostProcess {
  const { app = repository, main, env } = options;
  const mainArgs = main === undefined ? [] : ['--main', main];
  const child = spawn(
    process.execPath,
    [`${repository}/host/main.ts`, '--app', app, ...mainArgs, ...args],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const texts = { stdout: '', stderr: '', all: '' };
  const ended = Promise.withResolvers<{ code: number | null; stdout: string; stderr: string }>();
  const listening = Promise.withResolvers<string>();
  listening.promise.catch(() => {});
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      texts[stream] += text;
      texts.all += text;
      const url = /^Listening on (\S+)$/m.exec(texts.stdout)?.[1];
      if (url !== undefined) listening.resolve(url);
    });
  }
  child.once('error', (error) => listening.reject(error));
  child.once('close', (code) => {
    listening.reject(new Error(`The host ended with ${code}:\n${texts.all}`));
    ended.resolve({ code, stdout: texts.stdout, stderr: texts.stderr });
  });
  return {
    pid: child.pid,
    listening: listening.promise,
    ended: ended.promise,
    output: () => texts.all,
    kill: (signal) => child.kill(signal),
  };
}

function createClient(baseUrl: string, output: () => string): FunctionsHost {
  return {
    baseUrl,
    output,
    says: (pattern) => untilSaid(output, pattern),
    get: (path, headers = {}) => fetchJson(`${baseUrl}${path}`, { headers }),
    post: (path, body, headers = {}) => {
      const isRaw = typeof body === 'string' || body instanceof Uint8Array;
      const type = isRaw ? {} : { 'Content-Type': 'application/json' };
      return fetchJson(`${baseUrl}${path}`, {
        method: 'POST',
        body: isRaw ? Buffer.from(body) : JSON.stringify(body),
        headers: { ...type, ...headers },
      });
    },
  };
}

async function untilSaid(output: () => string, pattern: RegExp): Promise<void> {
  for (let waitedMs = 0; waitedMs < longestWaitMs && !pattern.test(output()); waitedMs += 20) {
    await delay(20);
  }
  assert.match(output(), pattern);
}

async function fetchJson(url: string, init: RequestInit): Promise<HostResponse> {
  return (await fetch(url, init)) as HostResponse;
}
