import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fillCertificates, prepareCertificates } from '../commands/local-keys.ts';
import { readLocalPolicies } from '../commands/local-policies.ts';
import { readLocalSettings } from '../commands/local-settings.ts';
import { freePort } from '../commands/ports.ts';
import { compare, type Ratio } from './measure.ts';

const root = join(import.meta.dirname, '..');

/**
 * `npm start` where nothing has changed since the last one, until it says that all runs: functions with
 * their samples, storage, issuer, emulator. Against the project's Azurite and its functions on our host,
 * both started at once, until the functions' health is good. Processes of their own, real ports.
 */
export async function secondStart(): Promise<Ratio> {
  const data = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  try {
    await timeStart(data); // the first one builds, and makes keys and samples
    const environment = await settingsOf(join(data, 'keys'));
    return await compare({
      name: 'an unchanged second `npm start` until all of it is ready',
      baseline: 'Azurite and the functions on our host, started at once, until healthy',
      unit: 'ms',
      limit: 1.5,
      rounds: 5,
      warmUps: 1,
      ours: () => timeStart(data),
      theirs: () => timeAlone(environment),
    });
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function timeStart(data: string): Promise<number> {
  const options = ['--port', '--issuer-port', '--emulator-port', '--emulator-https-port'];
  const ports: string[] = [];
  for (const option of options) ports.push(option, String(await freePort()));
  const start = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', '--json', '--data', data, ...ports], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const line of createInterface(child.stdout)) {
    if (!line.startsWith('{')) continue;
    const elapsed = performance.now() - start;
    const { error } = JSON.parse(line);
    await end(child);
    if (error) throw new Error(error);
    return elapsed;
  }
  throw new Error('"npm start" ended before it was ready.');
}

async function timeAlone(environment: NodeJS.ProcessEnv): Promise<number> {
  const [table, port] = [await freePort(), await freePort()];
  const folder = await mkdtemp(join(tmpdir(), 'azurite-'));
  const key = randomBytes(32).toString('base64');
  const endpoint = `http://127.0.0.1:${table}/bench`;
  const Storage = `DefaultEndpointsProtocol=http;AccountName=bench;AccountKey=${key};TableEndpoint=${endpoint};`;
  const host = [join(root, 'host/main.ts'), '--app', root, '--port', `${port}`];
  const start = performance.now();
  const children = [
    run(azurite(table, folder), { AZURITE_ACCOUNTS: `bench:${key}` }),
    run(host, { ...environment, Storage }),
  ];
  while (!(await isHealthy(port))) await delay(20);
  const elapsed = performance.now() - start;
  for (const child of children) await end(child);
  await rm(folder, { recursive: true, force: true });
  return elapsed;
}

function azurite(port: number, folder: string): string[] {
  const { resolve } = createRequire(import.meta.url);
  const main = join(dirname(resolve('azurite/package.json')), 'dist/src/table/main.js');
  const where = ['--tableHost', '127.0.0.1', '--tablePort', `${port}`, '--location', folder];
  return [main, ...where, '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
}

function run(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).status === 200;
  } catch {
    return false;
  }
}

/** Those that `npm start` gives the functions. */
async function settingsOf(keyFolder: string): Promise<NodeJS.ProcessEnv> {
  const request = { folders: [join(root, 'policies')], environment: 'Local' };
  const { profiles } = readLocalPolicies(request, { port: undefined, issuerPort: undefined });
  const local = readLocalSettings();
  const certificates = await prepareCertificates(profiles, keyFolder);
  return { ...local, ...certificates, ...(await fillCertificates(local, keyFolder)) };
}

/** With all that it has started, as Ctrl-C does: Azurite and compile caches are written then. */
async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'close');
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
  await ended;
}
