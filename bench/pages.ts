import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../commands/ports.ts';
import { endProcess, startEmulatorProcess } from './emulator-process.ts';
import { type Call, closeConnections, timeCalls, untilAnswered } from './http-client.ts';
import { compare, type Ratio } from './measure.ts';

const requestsPerRound = 100;

/**
 * Our sign-in page, from the authorize request on: a journey begins, walks to its page, and the page is
 * drawn. Against the same bytes as a file that node:http reads and sends. Each is a process of its own.
 */
export async function pages(): Promise<Ratio> {
  const emulator = await startEmulatorProcess();
  const page = get(signInUrl(emulator));
  const file = join(emulator.folder, 'page.html');
  await writeFile(file, await (await fetch(page.url)).text());
  const port = await freePort();
  const server = spawn(process.execPath, [
    ...[join(import.meta.dirname, 'static-server.cjs'), String(port), file],
  ]);
  const staticFile = get(`http://127.0.0.1:${port}/`);
  await untilAnswered(staticFile, 200);
  const perRequest = async (call: Call) =>
    (await timeCalls(call, requestsPerRound, 200)) / requestsPerRound;
  try {
    return await compare({
      name: 'the sign-in page by the emulator, from the authorize request on',
      baseline: 'the same bytes as a file, by node:http',
      unit: 'ms',
      limit: 2,
      rounds: 30,
      warmUps: 10,
      ours: () => perRequest(page),
      theirs: () => perRequest(staticFile),
    });
  } finally {
    closeConnections();
    await endProcess(server);
    await emulator.stop();
  }
}

const get = (url: string): Call => ({ url, method: 'GET', headers: {} });

/** Begins a journey of our own policies. */
export function signInUrl({ origin, tenant }: { origin: string; tenant: string }): string {
  const query = new URLSearchParams({
    ...{ client_id: 'bench', redirect_uri: 'http://localhost:4200/', response_type: 'id_token' },
    ...{ scope: 'openid', nonce: 'bench', state: 'bench', prompt: 'login' },
  });
  return `${origin}/${tenant}/B2C_1A_SignUpOrSignIn/oauth2/v2.0/authorize?${query}`;
}
