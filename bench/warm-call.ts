import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { closeConnections, timeCalls } from './http-client.ts';
import { compare, type Ratio } from './measure.ts';
import { benchSettings, servedCall } from './served-call.ts';

const callsPerRound = 400;
/** A call through `serve` (Body, Basic, five claims) against a bare handler, on our host, one at a time. */
export async function warmCall(): Promise<Ratio> {
  const { origin, stop } = await startHost();
  const perCall = async (path: string) =>
    ((await timeCalls(servedCall(`${origin}/api/${path}`), callsPerRound, 200)) * 1000) /
    callsPerRound;
  try {
    return await compare({
      name: 'warm call through `serve`, Body + Basic, five claims',
      baseline: 'bare `app.http` handler, same JSON',
      unit: 'µs',
      limit: 1.25,
      rounds: 30,
      warmUps: 8,
      ours: () => perCall('served'),
      theirs: () => perCall('bare'),
    });
  } finally {
    closeConnections();
    await stop();
  }
}

async function startHost(): Promise<{ origin: string; stop: () => Promise<void> }> {
  const root = join(import.meta.dirname, '..');
  const args = [join(root, 'host/main.ts'), '--app', join(root, 'bench/app'), '--port', '0'];
  const env = { ...process.env, ...benchSettings };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  for await (const line of createInterface(child.stdout)) {
    const origin = /Listening on (http:\S+)/.exec(line)?.[1];
    if (!origin) continue;
    child.stdout.resume();
    return {
      origin,
      stop: () => {
        child.kill();
        return ended;
      },
    };
  }
  throw new Error('The host ended before it listened.');
}
