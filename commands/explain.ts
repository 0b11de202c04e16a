import type { Command } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign explain` was asked for. */
export interface ExplainFlags {
  readonly policies?: readonly string[];
  readonly env?: string;
  readonly json?: boolean;
}

/** `countersign explain`: an error code of B2C, a rule, or a technical profile, without a network. */
export function registerExplain(program: Command): void {
  program
    .command('explain')
    .description('explain an error code of B2C, a rule, or a technical profile')
    .argument('<what>', 'a code such as AADB2C90075, a rule, or the id of a technical profile')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .option('--json', 'print JSON')
    .action(async (what: string, flags: ExplainFlags) => {
      const { runExplain } = await import('./explain-term.ts');
      process.exitCode = runExplain(what, flags);
    });
}
