import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child-process.ts';

const limitMs = 60_000;

/**
 * Waits until `GET /api/health` answers 200. An app without that function is ready once it answers at
 * all.
 * @throws Error with one line to print, when the app ends or is not healthy within a minute
 */
export async function untilHealthy(origin: string, app: Child): Promise<void> {
  const deadline = Date.now() + limitMs;
  let last = 'nothing';
  const end = app.ended.then(({ code }) => {
    throw new Error(`${app.name} ended with code ${code} before it was ready.`);
  });
  while (Date.now() < deadline) {
    const status = await Promise.race([end, statusOf(`${origin}/api/health`)]);
    if (status === 200 || status === 404) return;
    if (status !== undefined) last = String(status);
    await Promise.race([end, delay(100)]);
  }
  throw new Error(`${origin}/api/health answered ${last} for a minute: see the log above.`);
}

async function statusOf(url: string): Promise<number | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined; // not listening yet
  }
}
