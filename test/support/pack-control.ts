import assert from 'node:assert/strict';
import type { RunningPack } from './browser-pack.ts';

type Controlled = Pick<RunningPack, 'api'>;

/** Puts somebody into the directory of an emulator. */
export async function addPerson(
  pack: Controlled,
  person: Readonly<Record<string, string>>,
): Promise<void> {
  await post(pack, '/people', person);
}

/** Moves the clock of an emulator. */
export async function passDays(pack: Controlled, days: number): Promise<void> {
  await post(pack, '/clock', { advanceSeconds: days * 86_400 });
}

async function post({ api }: Controlled, path: string, body: object): Promise<void> {
  const { status } = await api('POST', path, body);
  assert.ok(status < 300, `${path} answers ${status}`);
}
