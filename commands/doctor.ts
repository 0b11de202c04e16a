import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ContractFlags } from './contract.ts';
import { policiesOption, repeated } from './policies-option.ts';

/** What `countersign doctor` was asked for. */
export interface DoctorFlags extends ContractFlags {
  readonly calls: number;
  readonly vault?: boolean;
}

/** `countersign doctor`: whether a deployment is well, and what stands between it and B2C. */
export function registerDoctor(program: Command): void {
  program
    .command('doctor')
    .description(
      'examine a deployment: TLS, credentials, refusals on their way, pace, clock, expiry',
    )
    .requiredOption('--url <url>', 'origin of the backend; paths are those of the ServiceUrls')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json', 'Local')
    .option(
      '--setting <name=value>',
      'a {Settings:name} of the policies; may be repeated',
      repeated,
    )
    .option('--all', 'every RESTful profile, whatever its host')
    .option('--profile <id>', 'only this technical profile; may be repeated', repeated)
    .option(
      '--cases <file>',
      'cases of "countersign contract"; those that expect a refusal are made',
    )
    .option('--vault', 'take the secrets of a caller from Key Vault')
    .option('--calls <number>', 'calls that show the pace', number, 20)
    .addOption(
      new Option('--report <format>', 'how findings are printed')
        .choices(['pretty', 'junit', 'json'])
        .default('pretty'),
    )
    .option('--json', 'the same as --report json')
    .option('--out <file>', 'write the report to a file')
    .option('--data <dir>', 'data folder of "npm start", with the certificates', '.data')
    .action(async (flags: DoctorFlags, command: Command) => {
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
