import type { TestContext } from 'node:test';
import { type EmulatorOptions, openEmulator } from '../../emulator/emulator.ts';
import { listen } from '../../emulator/listen.ts';
import { ensureServerCertificate } from '../../emulator/server-certificate.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Opens an emulator with its API and lets it listen until the test ends. */
export async function runEmulator(
  t: TestContext,
  options: Pick<EmulatorOptions, 'folders'> & Partial<EmulatorOptions>,
) {
  const dataFolder = options.dataFolder ?? (await temporaryFolder(t));
  const keys = () => undefined;
  const emulator = await openEmulator({ keys, ...options, dataFolder });
  const { origin, close } = await listen(emulator.app, { port: 0 });
  t.after(async () => {
    await close();
    await emulator.close();
  });
  return { emulator, origin, dataFolder, api: apiOf(origin) };
}

/** Calls an operation of the API; the answer's status and JSON. */
export type Api = (
  method: string,
  path: string,
  body?: unknown,
) => Promise<{ status: number; body: Json }>;

/** Each test knows its answer. */
type Json = ReturnType<typeof JSON.parse>;

function apiOf(origin: string): Api {
  return async (method, path, body) => {
    const response = await fetch(`${origin}/_emulator/api${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
}

/** The same over HTTPS, with the certificate that it makes. */
export async function runHttpsEmulator(
  t: TestContext,
  options: Pick<EmulatorOptions, 'folders'> & Partial<EmulatorOptions>,
) {
  const running = await runEmulator(t, options);
  const folder = running.dataFolder;
  const { cert, key, authorityFile } = await ensureServerCertificate({ folder, now: new Date() });
  const https = await listen(running.emulator.app, { port: 0, tls: { cert, key } });
  t.after(https.close);
  return { ...running, httpsOrigin: https.origin, authorityFile };
}
