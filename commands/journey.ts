import { type Command, Option } from 'commander';
import { policiesOption, repeated } from './policies-option.ts';

/** What `countersign journey` was asked for. */
export interface JourneyFlags {
  readonly policies?: readonly string[];
  readonly data: string;
  readonly map?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly report: 'tap' | 'junit' | 'json';
  readonly json?: boolean;
  readonly out?: string;
}

/** `countersign journey`: runs the journeys of a YAML file in this process, and says what was not as expected. */
export function registerJourney(program: Command): void {
  program
    .command('journey')
    .description('run journeys of the policies as tests, without a browser')
    .argument('<file>', 'YAML with journeys: what users do, and what must come of it')
    .addOption(policiesOption())
    .option('--data <dir>', 'data folder of "npm start", with the certificates', '.data')
    .option('--map <prefix=url>', 'where URLs of the policies lead; may be repeated', repeated)
    .option('--allow-host <host>', 'a host that may be called; may be repeated', repeated)
    .addOption(
      new Option('--report <format>', 'how results are printed')
        .choices(['tap', 'junit', 'json'])
        .default('tap'),
    )
    .option('--json', 'the same as --report json')
    .option('--out <file>', 'write the report to a file')
    .action(async (file: string, flags: JourneyFlags) => {
      const { runJourneys } = await import('./run-journey.ts');
      process.exitCode = await runJourneys(file, flags);
    });
}
