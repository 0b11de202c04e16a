import { relative, resolve } from 'node:path';
import type { EmulateFlags } from './emulate.ts';
import { describeEmulator, emulatorLines } from './emulator-report.ts';
import { interruption } from './interruption.ts';
import { readLocalSettings } from './local-settings.ts';
import { Running } from './running.ts';
import { type StartedEmulator, startEmulator } from './start-emulator.ts';
import { functionsMap, readMap } from './url-map.ts';
import { exitCodeOfFailure, requireFolders } from './usage.ts';

/**
 * Runs the emulator until Ctrl-C. Returns the exit code.
 * @throws Error with one line to print, for whatever keeps it from starting
 */
export async function runEmulate(flags: EmulateFlags): Promise<number> {
  if (!flags.json) return await runUntilInterrupted(flags);
  try {
    return await runUntilInterrupted(flags);
  } catch (error) {
    console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
    return exitCodeOfFailure(error);
  }
}

async function runUntilInterrupted(flags: EmulateFlags): Promise<number> {
  const running = new Running();
  const interrupted = interruption();
  const started = start(flags, running);
  try {
    const emulator = await Promise.race([interrupted, started]);
    if (emulator) await interrupted;
    return 0;
  } finally {
    await running.stop();
    await started.catch(() => undefined); // whatever it ends with now, it was told to
  }
}

async function start(flags: EmulateFlags, running: Running): Promise<StartedEmulator> {
  const folders = flags.policies ?? ['policies'];
  requireFolders(folders);
  const { env: environment, json = false } = flags;
  const request = { folders, environment };
  const started = await startEmulator(
    {
      ...request,
      data: resolve(flags.data),
      port: flags.port,
      httpsPort: flags.httpsPort,
      map: [...readMap(flags.map ?? []), ...functionsMap(request, flags.functions)],
      allowedHosts: flags.allowHost ?? [],
      settings: readLocalSettings(),
      ...stateOptions(flags),
      log: (line) => (json ? console.error(line) : console.log(line)),
    },
    running,
  );
  await running.add(() => exportState(started, flags.exportOnExit, json));
  if (json) console.log(JSON.stringify(describeEmulator(started)));
  else console.log([...emulatorLines(started), 'Ready. Ctrl-C stops it.'].join('\n'));
  return started;
}

/** What of the options says which people are there. */
export function stateOptions(flags: { readonly import?: string; readonly seed?: string }) {
  return {
    ...(flags.import === undefined ? {} : { importFrom: flags.import }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
  };
}

/** Writes people and keys where that was asked for. */
export async function exportState(
  { emulator }: StartedEmulator,
  wanted: string | true | undefined,
  isQuiet: boolean,
): Promise<void> {
  if (wanted === undefined) return;
  const folder = await emulator.exportState(wanted === true ? undefined : resolve(wanted));
  if (!isQuiet) console.log(`Exported to ${relative(process.cwd(), folder) || '.'}.`);
}
