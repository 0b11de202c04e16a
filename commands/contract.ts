import type { Command } from 'commander';
import { withProfileOptions, withReportOptions } from './contract-options.ts';
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
  const command = program
    .command('contract')
    .description('test any backend, in any language, against the contract of the policies');
  withProfileOptions(command)
    .option('--cases <file>', 'YAML with cases of your own; they may change data')
    .option('--text', 'send every claim of the cases as text');
  withReportOptions(command).action(async (flags: ContractFlags) => {
    const { runContractCommand } = await import('./run-contract.ts');
    const { exitCode, misuse } = await runContractCommand(flags);
    if (misuse !== undefined) command.error(`error: ${misuse}`, { exitCode });
    process.exitCode = exitCode;
  });
}
