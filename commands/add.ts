import { type Command, InvalidArgumentError, Option } from 'commander';
import { dataTypes } from '../compiler/grammar-words.ts';
import {
  type NewClaim,
  type NewProfile,
  newAuthentications,
  newEncodings,
} from '../compiler/profile-text.ts';
import { policiesOption } from './policies-option.ts';

/** What `countersign add scenario` was asked for. */
export interface AddScenarioFlags {
  readonly policies?: readonly string[];
  readonly policy?: string;
  readonly list?: boolean;
  readonly json?: boolean;
}

/** What `countersign add profile` was asked for. */
export interface AddProfileFlags {
  readonly policies?: readonly string[];
  readonly policy?: string;
  readonly input?: readonly NewClaim[];
  readonly output?: readonly NewClaim[];
  readonly send: NewProfile['sendClaimsIn'];
  readonly auth: NewProfile['authentication'];
  readonly json?: boolean;
}

/** `countersign add`: more functions for a project, with their part of the policy. */
export function registerAdd(program: Command): void {
  const add = program
    .command('add')
    .description('add a scenario of ours, or a profile of your own, to a project');
  registerScenario(add);
  registerProfile(add);
}

function registerScenario(add: Command): void {
  withProjectOptions(add.command('scenario'))
    .description(
      'add functions, policy, samples and settings of a scenario; all of it is then yours',
    )
    .argument('[name]', 'the name of the scenario')
    .option('--list', 'print the scenarios that there are')
    .action(async (name: string | undefined, flags: AddScenarioFlags) => {
      const { runAddScenario } = await import('./run-add-scenario.ts');
      process.exitCode = runAddScenario(name, flags);
    });
}

function registerProfile(add: Command): void {
  withProjectOptions(add.command('profile'))
    .description(
      'add a RESTful technical profile with its function, test and example, ready to fill',
    )
    .argument('<id>', 'the Id of the profile, such as REST-CheckCode')
    .option('--input <claim:type>', 'a claim that it sends; may be repeated', claimOf)
    .option('--output <claim:type>', 'a claim that it reads; may be repeated', claimOf)
    .addOption(
      new Option('--send <how>', 'SendClaimsIn').choices([...newEncodings]).default('Body'),
    )
    .addOption(
      new Option('--auth <how>', 'how B2C proves itself')
        .choices([...newAuthentications])
        .default('Basic'),
    )
    .action(async (id: string, flags: AddProfileFlags) => {
      const { runAddProfile } = await import('./run-add-profile.ts');
      process.exitCode = runAddProfile(id, flags);
    });
}

function withProjectOptions(command: Command): Command {
  return command
    .addOption(policiesOption())
    .option(
      '--policy <id>',
      'the policy that takes its elements (default: the one that relying parties are based on)',
    )
    .option('--json', 'print what was written as JSON');
}

/** `loyaltyNumber:string`; a claim that is declared needs no type. */
function claimOf(text: string, previous: readonly NewClaim[] = []): NewClaim[] {
  const [, id, dataType] = /^([A-Za-z_][\w.-]{0,99})(?::(\w+))?$/.exec(text) ?? [];
  if (id === undefined) throw new InvalidArgumentError('It is <claim>:<type>.');
  if (dataType === undefined) return [...previous, { id }];
  const known = dataTypes.find((each) => each === dataType);
  if (known === undefined) throw new InvalidArgumentError(`Types are ${dataTypes.join(', ')}.`);
  return [...previous, { id, dataType: known }];
}
