import { type Command, InvalidArgumentError } from 'commander';
import type { ContractFlags } from './contract.ts';
import { withProfileOptions, withReportOptions } from './contract-options.ts';

/** What `countersign doctor` was asked for. */
export interface DoctorFlags extends ContractFlags {
  readonly calls: number;
  readonly vault?: boolean;
}

/** `countersign doctor`: whether a deployment is well, and what stands between it and B2C. */
export function registerDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description(
      'examine a deployment: TLS, credentials, refusals on their way, pace, clock, expiry',
    );
  withProfileOptions(command)
    .option(
      '--cases <file>',
      'cases of "countersign contract"; those that expect a refusal are made',
    )
    .option('--vault', 'take the secrets of a caller from Key Vault')
    .option('--calls <number>', 'calls that show the pace', number, 20);
  withReportOptions(command).action(async (flags: DoctorFlags) => {
    const { runDoctor } = await import('./run-doctor.ts');
    const { exitCode, misuse } = await runDoctor(flags);
    if (misuse !== undefined) command.error(`error: ${misuse}`, { exitCode });
    process.exitCode = exitCode;
  });
}

function number(text: string): number {
  const read = Number(text);
  if (Number.isInteger(read) && read >= 1 && read <= 1000) return read;
  throw new InvalidArgumentError('It takes a number from 1 to 1000.');
}
