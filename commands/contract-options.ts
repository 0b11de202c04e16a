import { type Command, Option } from 'commander';
import { policiesOption, repeated } from './policies-option.ts';

/** Adds which profiles of which policies are called, and where. */
export function withProfileOptions(command: Command): Command {
  return command
    .requiredOption('--url <url>', 'origin of the backend; paths are those of the ServiceUrls')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json', 'Local')
    .option(
      '--setting <name=value>',
      'a {Settings:name} of the policies and cases; may be repeated',
      repeated,
    )
    .option('--all', 'every RESTful profile, whatever its host')
    .option('--profile <id>', 'only this technical profile; may be repeated', repeated);
}

/** Adds how findings are reported, and where the caller's certificates are. */
export function withReportOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--report <format>', 'how findings are printed')
        .choices(['pretty', 'junit', 'json'])
        .default('pretty'),
    )
    .option('--json', 'the same as --report json')
    .option('--out <file>', 'write the report to a file')
    .option('--data <dir>', 'data folder of "npm start", with the certificates', '.data');
}
