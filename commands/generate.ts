import type { Command } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign generate` was asked for. */
export interface GenerateFlags {
  readonly policies?: readonly string[];
  readonly out: string;
  readonly env?: string;
  readonly all?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
  /** Only what is wrong is printed: generating is but a part of the work. */
  readonly quiet?: boolean;
}

/** `countersign generate`: policies to schemas, types, routes and authentication. */
export function registerGenerate(program: Command): void {
  program
    .command('generate')
    .description('generate schemas, types and routes from the policies')
    .addOption(policiesOption())
    .option('--out <dir>', 'folder to write to', 'shared/generated')
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .option('--all', 'every RESTful technical profile, not only those of our hosts')
    .option('--check', 'write nothing; exit 1 when the output folder is stale')
    .option('--json', 'print the result as JSON')
    .action(async (flags: GenerateFlags) => {
      const { runGenerate } = await import('./generate-project.ts');
      process.exitCode = runGenerate(flags);
    });
}
