import type { Command } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign keys` was asked for. */
export interface KeysFlags {
  readonly policies?: readonly string[];
  readonly env?: string;
  readonly json?: boolean;
}

/** `countersign keys`: the policy keys that the policies name, and how each comes into being. */
export function registerKeys(program: Command): void {
  program
    .command('keys')
    .description('the policy keys that the policies name, and how to create each')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .option('--json', 'print JSON')
    .action(async (flags: KeysFlags) => {
      const { runKeys } = await import('./run-keys.ts');
      process.exitCode = runKeys(flags);
    });
}
