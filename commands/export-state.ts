import { relative, resolve } from 'node:path';
import type { StartedEmulator } from './start-emulator.ts';

/**
 * Writes people and keys where that was asked for.
 * @param wanted a folder; true: a new one of the data folder
 */
export async function exportState(
  { emulator }: StartedEmulator,
  wanted: string | true | undefined,
  say: (line: string) => void,
): Promise<void> {
  if (wanted === undefined) return;
  const folder = await emulator.exportState(wanted === true ? undefined : resolve(wanted));
  say(`Exported to ${relative(process.cwd(), folder) || '.'}.`);
}
