import { type Command, Option } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign graph` was asked for. */
export interface GraphFlags {
  readonly journey?: string;
  readonly policy?: string;
  readonly policies?: readonly string[];
  readonly env?: string;
  readonly format: 'mermaid' | 'svg' | 'json';
  readonly json?: boolean;
}

/** `countersign graph`: journeys, what they call, and under which conditions, as a picture. */
export function registerGraph(program: Command): void {
  program
    .command('graph')
    .description('draw user journeys: steps, technical profiles, validations, REST calls')
    .option('--journey <id>', 'a user journey or sub journey (default: those that can be started)')
    .option('--policy <policy>', 'a policy file or PolicyId (default: every relying party)')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['mermaid', 'svg', 'json'])
        .default('mermaid'),
    )
    .option('--json', 'the same as --format json')
    .action(async (flags: GraphFlags) => {
      const { runGraph } = await import('./graph-journeys.ts');
      process.exitCode = runGraph(flags);
    });
}
