import type { EmulateFlags } from './emulate.ts';
import { startEmulatorAlone } from './emulator-alone.ts';
import { describeEmulator, emulatorLines } from './emulator-report.ts';
import { exportState } from './export-state.ts';
import { interruption } from './interruption.ts';
import { printErrors } from './report.ts';
import { Running } from './running.ts';
import type { StartedEmulator } from './start-emulator.ts';
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
  requireFolders(flags.policies ?? ['policies']);
  const { json = false, import: importFrom } = flags;
  const state = importFrom === undefined ? {} : { importFrom };
  const started = await startEmulatorAlone({ ...flags, ...state }, running);
  printErrors(started.emulator.site.tenant.policies.diagnostics);
  const say = json ? console.error : console.log;
  await running.add(() => exportState(started, flags.exportOnExit, say));
  if (json) console.log(JSON.stringify(describeEmulator(started)));
  else console.log([...emulatorLines(started), 'Ready. Ctrl-C stops it.'].join('\n'));
  return started;
}
