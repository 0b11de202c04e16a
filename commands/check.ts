import type { Command } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign check` was asked for. */
export interface CheckFlags {
  readonly policies?: readonly string[];
  readonly out: string;
  readonly env?: string;
  readonly all?: boolean;
  readonly main?: string;
  readonly baseline?: string;
  readonly json?: boolean;
}

/** `countersign check`: what must hold before a deployment. */
export function registerCheck(program: Command): void {
  program
    .command('check')
    .description(
      'policies pass lint, generated code is fresh, every profile has its function, every message its translations',
    )
    .addOption(policiesOption())
    .option('--out <dir>', 'folder of the generated code', 'shared/generated')
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .option('--all', 'every RESTful technical profile, not only those of our hosts')
    .option('--main <glob>', 'files that register functions (default: package.json\'s "main")')
    .option('--baseline <file>', 'what lint has accepted with --baseline')
    .option('--json', 'print the result as JSON')
    .action(async (flags: CheckFlags) => {
      const { runCheck } = await import('./run-check.ts');
      process.exitCode = await runCheck(flags);
    });
}
