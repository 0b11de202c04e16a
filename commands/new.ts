import type { Command } from 'commander';

/** What `countersign new` was asked for. */
export interface NewFlags {
  readonly scenario?: readonly string[];
  readonly bare?: boolean;
  readonly tenant?: string;
  readonly json?: boolean;
}

/** `countersign new`: a project that depends on the package. */
export function registerNew(program: Command): void {
  program
    .command('new')
    .description('start a project: functions, policies and tests that run on this machine at once')
    .argument('<name>', 'the name of the project, or the path of a new folder with that name')
    .option('--scenario <names>', 'scenarios to begin with, separated by commas', namesIn)
    .option('--bare', 'without policies of ours: serves your own')
    .option('--tenant <name>', 'the tenant (default: <name>dev.onmicrosoft.com)')
    .option('--json', 'print what was written as JSON')
    .action(async (name: string, flags: NewFlags) => {
      const { runNew } = await import('./run-new.ts');
      process.exitCode = await runNew(name, flags);
    });
}

function namesIn(text: string, previous: readonly string[] = []): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...previous, ...names.filter((name) => name !== '')];
}
