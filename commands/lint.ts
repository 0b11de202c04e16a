import { type Command, InvalidArgumentError, Option } from 'commander';
import { policiesOption, repeated } from './policies-option.ts';

/** What `countersign lint` was asked for. */
export interface LintFlags {
  readonly policies?: readonly string[];
  readonly env?: string;
  readonly format: 'pretty' | 'json' | 'sarif' | 'github';
  readonly json?: boolean;
  readonly fix?: boolean;
  readonly maxWarnings?: number;
  readonly rule?: readonly string[];
  readonly baseline?: string;
}

/** `countersign lint`: everything that is wrong, unsafe or odd in policies, before B2C sees them. */
export function registerLint(program: Command): void {
  program
    .command('lint')
    .description('find what is wrong, unsafe or odd in policies')
    .argument('[paths...]', 'folders or files (default: "policies")')
    .addOption(policiesOption('folder where base policies are looked for too; may be repeated'))
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .addOption(
      new Option('--format <format>', 'how findings are printed')
        .choices(['pretty', 'json', 'sarif', 'github'])
        .default('pretty'),
    )
    .option('--json', 'the same as --format json')
    .option('--fix', 'correct what has one right answer, and report what is left')
    .option('--max-warnings <n>', 'exit 1 with more warnings than this (default: any)', toCount)
    .option(
      '--rule <id=severity>',
      'report a rule as off, notice, warning or error; may be repeated',
      repeated,
    )
    .option(
      '--baseline <file>',
      'accept what is listed in the file; where it does not exist, write it',
    )
    .action(async (paths: readonly string[], flags: LintFlags, command: Command) => {
      const { runLint } = await import('./run-lint.ts');
      const { exitCode, misuse } = runLint(paths, flags);
      if (misuse !== undefined) command.error(`error: ${misuse}`, { exitCode });
      process.exitCode = exitCode;
    });
}

function toCount(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('Give a whole number.');
}
