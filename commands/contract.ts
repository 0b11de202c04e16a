import { type Command, Option } from 'commander';
import { policiesOption, repeated } from './policies-option.ts';
import type { ReportFlags } from './run-contract.ts';

/** What `countersign contract` was asked for. */
export interface ContractFlags extends ReportFlags {
  readonly url: string;
  readonly policies?: readonly string[];
  readonly env: string;
  readonly setting?: readonly string[];
  readonly all?: boolean;
  readonly profile?: readonly string[];
  readonly cases?: string;
  readonly text?: boolean;
  readonly data: string;
}

/** `countersign contract`: calls any backend as B2C does, and says where it breaks the contract. */
export function registerContract(program: Command): void {
  program
    .command('contract')
    .description('test any backend, in any language, against the contract of the policies')
    .requiredOption('--url <url>', 'origin of the backend; paths are those of the ServiceUrls')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json', 'Local')
    .option(
      '--setting <name=value>',
      'a {Settings:name} of the policies and cases; may be repeated',
      repeated,
    )
    .option('--all', 'every RESTful profile, whatever its host')
    .option('--profile <id>', 'only this technical profile; may be repeated', repeated)
    .option('--cases <file>', 'YAML with cases of your own; they may change data')
    .option('--text', 'send every claim of the cases as text')
    .addOption(
      new Option('--report <format>', 'how findings are printed')
        .choices(['pretty', 'junit', 'json'])
        .default('pretty'),
    )
    .option('--json', 'the same as --report json')
    .option('--out <file>', 'write the report to a file')
    .option('--data <dir>', 'data folder of "npm start", with the certificates', '.data')
    .action(async (flags: ContractFlags, command: Command) => {
      const { runContractCommand } = await import('./run-contract.ts');
      const { exitCode, misuse } = await runContractCommand(flags);
      if (misuse !== undefined) command.error(`error: ${misuse}`, { exitCode });
      process.exitCode = exitCode;
    });
}
