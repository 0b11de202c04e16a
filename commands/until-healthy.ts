import { setTimeout as delay } from 'node:timers/promises';
import type { Child } from './child-process.ts';

const startLimitMs = 60_000;
const healthLimitMs = 15_000;

/**
 * Waits until `GET /api/health` answers 200: a minute for the first answer, then 15 seconds for a good
 * one. An app without that function is ready once it answers at all.
 * @throws Error with one line to print, when the app ends or is not healthy in time
 */
export async function untilHealthy(origin: string, app: Child): Promise<void> {
  const url = `${origin}/api/health`;
  const end = app.ended.then(({ code }) => {
    throw new Error(`${app.name} ended with code ${code} before it was ready.`);
  });
  end.catch(() => undefined); // it may end later, when nobody waits here any more
  let deadline = Date.now() + startLimitMs;
  for (let last: number | undefined; Date.now() < deadline; ) {
    const status = await Promise.race([end, statusOf(url)]);
    if (status === 200 || status === 404) return;
    if (status !== undefined && last === undefined) deadline = Date.now() + healthLimitMs;
    last ??= status;
    await Promise.race([end, delay(100)]);
  }
  throw new Error(`${url} did not answer 200: the log above says why.`);
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
