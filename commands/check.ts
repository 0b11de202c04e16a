import type { Command } from 'commander';

/** What `countersign check` was asked for. */
export interface CheckFlags {
  readonly policies?: readonly string[];
  readonly out: string;
  readonly main?: string;
}

/** `countersign check`: what must hold before a deployment. */
export function registerCheck(program: Command): void {
  program
    .command('check')
    .description('generated code is fresh, and every profile has its function')
    .option(
      '--policies <dir>',
      'folder with policies; may be repeated (default: "policies")',
      (value: string, previous: readonly string[] = []) => [...previous, value],
    )
    .option('--out <dir>', 'folder of the generated code', 'shared/generated')
    .option('--main <glob>', 'files that register functions (default: package.json\'s "main")')
    .action(async (flags: CheckFlags) => {
      const { runCheck } = await import('./run-check.ts');
      process.exitCode = await runCheck(flags);
    });
}
