import type { Command } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign flatten` was asked for. */
export interface FlattenFlags {
  readonly policies?: readonly string[];
  readonly env?: string;
  readonly json?: boolean;
}

/** `countersign flatten`: what every technical profile finally is. */
export function registerFlatten(program: Command): void {
  program
    .command('flatten')
    .description('show what every technical profile finally is, after the chain and all includes')
    .argument('<policy>', 'a policy file, or a PolicyId')
    .addOption(
      policiesOption(
        'folder with base policies; may be repeated (default for a PolicyId: "policies")',
      ),
    )
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .option('--json', 'print JSON, as docs/flatten.schema.json describes it')
    .action(async (policy: string, flags: FlattenFlags) => {
      const { runFlatten } = await import('./flatten-policy.ts');
      process.exitCode = runFlatten(policy, flags);
    });
}
