import type { Command } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign diff` was asked for. */
export interface DiffFlags {
  readonly policies?: readonly string[];
  readonly env?: string;
  readonly json?: boolean;
}

/** `countersign diff`: what two effective policies, folders or git revisions do differently. */
export function registerDiff(program: Command): void {
  program
    .command('diff')
    .description(
      'compare effective policies: claims, profiles, steps that appear, disappear, change',
    )
    .argument('<a>', 'a policy file, a folder, a PolicyId, or REVISION:path of git')
    .argument('<b>', 'the same, after the change')
    .addOption(
      policiesOption(
        'folder with base policies; may be repeated (default for a PolicyId: "policies")',
      ),
    )
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .option('--json', 'print JSON')
    .action(async (a: string, b: string, flags: DiffFlags) => {
      const { runDiff } = await import('./diff-policies.ts');
      process.exitCode = runDiff(a, b, flags);
    });
}
