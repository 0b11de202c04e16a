import assert from 'node:assert/strict';
import type { RunningPack } from './browser-pack.ts';

/** Puts somebody into the directory of an emulator. */
export async function addPerson(
  { pages }: Pick<RunningPack, 'pages'>,
  person: Readonly<Record<string, string>>,
): Promise<void> {
  await post(pages, 'people', person);
}

/** Moves the clock of an emulator. */
export async function passDays({ pages }: Pick<RunningPack, 'pages'>, days: number): Promise<void> {
  await post(pages, 'clock', { advanceSeconds: days * 86_400 });
}

async function post(pages: string, operation: string, body: object): Promise<void> {
  const { ok, status } = await fetch(`${pages}/_emulator/api/${operation}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.ok(ok, `${operation} answers ${status}`);
}
