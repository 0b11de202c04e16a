import type { Command } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign add scenario` was asked for. */
export interface AddScenarioFlags {
  readonly policies?: readonly string[];
  readonly policy?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** `countersign add`: more functions for a project, with their part of the policy. */
export function registerAdd(program: Command): void {
  const add = program
    .command('add')
    .description('add a scenario of ours, or a profile of your own, to a project');
  registerScenario(add);
}

function registerScenario(add: Command): void {
  add
    .command('scenario')
    .description(
      'add functions, policy, samples and settings of a scenario; all of it is then yours',
    )
    .argument('[name]', 'the name of the scenario')
    .option('--list', 'print the scenarios that there are')
    .addOption(policiesOption())
    .option(
      '--policy <id>',
      'the policy that takes its elements (default: the one that relying parties are based on)',
    )
    .option('--json', 'print what was written as JSON')
    .action(async (name: string | undefined, flags: AddScenarioFlags) => {
      const { runAddScenario } = await import('./run-add-scenario.ts');
      process.exitCode = runAddScenario(name, flags);
    });
}
