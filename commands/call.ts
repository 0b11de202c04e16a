import type { Command } from 'commander';
import { policiesOption, repeated } from './policies-option.ts';

/** What `countersign call` was asked for. */
export interface CallFlags {
  readonly policies?: readonly string[];
  readonly policy?: string;
  readonly env: string;
  readonly setting?: readonly string[];
  readonly data: string;
  readonly claim?: readonly string[];
  readonly claims?: string;
  readonly language: string;
  readonly text?: boolean;
  readonly curl?: boolean;
  readonly json?: boolean;
}

/** `countersign call`: calls a RESTful technical profile as B2C does, and says what B2C makes of the answer. */
export function registerCall(program: Command): void {
  const command = program.command('call');
  command
    .description('call a RESTful technical profile as B2C does')
    .argument('<id>', 'the id of the technical profile')
    .addOption(policiesOption())
    .option('--policy <id>', 'the relying party (default: the first that has the profile)')
    .option('--env <name>', 'environment of appsettings.json', 'Local')
    .option(
      '--setting <name=value>',
      'a {Settings:name} of the policies; may be repeated',
      pairsOf(command, '--setting'),
    )
    .option('--data <dir>', 'data folder of "npm start", with the certificates', '.data')
    .option(
      '--claim <name=value>',
      'a claim of the bag; may be repeated',
      pairsOf(command, '--claim'),
    )
    .option('--claims <file>', 'claims of the bag as a JSON object')
    .option('--language <tag>', 'language of the journey', 'en-US')
    .option('--text', 'send every claim of a JSON body as text')
    .option('--curl', 'print the call as a curl command line, with its secrets; call nothing')
    .option('--json', 'print the outcome as JSON')
    .action(async (id: string, flags: CallFlags) => {
      const { runCall } = await import('./call-profile.ts');
      process.exitCode = await runCall(id, flags);
    });
}

/** Reads name=value, repeatedly. Commander's own message would quote the text, which may be a claim's value. */
function pairsOf(command: Command, option: string) {
  return (text: string, previous?: readonly string[]): string[] => {
    if (text.indexOf('=') < 1)
      command.error(`error: option '${option}' takes name=value`, { exitCode: 2 });
    return repeated(text, previous);
  };
}
