import type { Command } from 'commander';
import { policiesOption, repeated } from './policies-option.ts';

/** What `countersign exec` was asked for, besides the command. */
export interface ExecFlags {
  readonly policies?: readonly string[];
  readonly env: string;
  readonly data?: string;
  readonly map?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly import?: string;
  readonly exportOnExit?: string | true;
  readonly seed?: string;
}

/** `countersign exec -- <command>`: a command between the start and the end of functions and emulator. */
export function registerExec(program: Command): void {
  program
    .command('exec')
    .description('start functions and emulator on free ports, run a command, and end as it does')
    .usage('[options] -- <command>')
    .argument('<command...>', 'the command and its arguments')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json', 'Local')
    .option('--data <dir>', 'data folder (default: a new one, removed at the end)')
    .option('--map <prefix=url>', 'where URLs of the policies lead; may be repeated', repeated)
    .option('--allow-host <host>', 'a host beyond this machine that may be called', repeated)
    .option('--import <dir>', 'start with the people and keys of an export')
    .option(
      '--export-on-exit [dir]',
      'write people and keys at the end (default: to the data folder)',
    )
    .option('--seed <file>', 'people who are there besides: YAML, JSON or CSV')
    .action(async (command: string[], flags: ExecFlags) => {
      const { runExec } = await import('./run-exec.ts');
      process.exitCode = await runExec(command, flags);
    });
}
