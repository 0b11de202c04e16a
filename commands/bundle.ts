import type { Command } from 'commander';

/** What `countersign bundle` was asked for. */
export interface BundleFlags {
  readonly out: string;
  readonly json?: boolean;
}

/** `countersign bundle`: the folder that is deployed. */
export function registerBundle(program: Command): void {
  program
    .command('bundle')
    .description('write the folder that is deployed: all functions in one file, no node_modules')
    .option('--out <dir>', 'folder to write, or to replace', '.deploy')
    .option('--json', 'print the result as JSON')
    .action(async (flags: BundleFlags) => {
      const { runBundle } = await import('./run-bundle.ts');
      process.exitCode = await runBundle(flags);
    });
}
