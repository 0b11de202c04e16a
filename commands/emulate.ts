import type { Command } from 'commander';
import { parsePort } from './parse-port.ts';
import { policiesOption, repeated } from './policies-option.ts';

/** What `countersign emulate` was asked for. */
export interface EmulateFlags {
  readonly policies?: readonly string[];
  readonly port: number;
  readonly httpsPort: number;
  readonly data: string;
  readonly functions?: string;
  readonly map?: readonly string[];
  readonly allowHost?: readonly string[];
  readonly env: string;
  readonly import?: string;
  readonly exportOnExit?: string | true;
  readonly seed?: string;
  readonly json?: boolean;
}

/** `countersign emulate`: B2C on this machine, for any policies. */
export function registerEmulate(program: Command): void {
  program
    .command('emulate')
    .description('run policies on this machine: the pages, journeys and tokens of B2C')
    .addOption(policiesOption())
    .option('--port <port>', 'port of HTTP', parsePort, 8080)
    .option('--https-port <port>', 'port of HTTPS', parsePort, 8443)
    .option('--data <dir>', 'folder for people, keys and certificates', '.data')
    .option('--functions <url>', 'where the hosts of countersign.json are on this machine')
    .option('--map <prefix=url>', 'where URLs of the policies lead; may be repeated', repeated)
    .option('--allow-host <host>', 'a host beyond this machine that may be called', repeated)
    .option('--env <name>', 'environment of appsettings.json', 'Local')
    .option('--import <dir>', 'start with the people and keys of an export')
    .option('--export-on-exit [dir]', 'write people and keys at the end (default: a new folder)')
    .option('--seed <file>', 'people who are there besides: YAML, JSON or CSV')
    .option('--json', 'print one line of JSON when it runs; logs go to stderr')
    .action(async (flags: EmulateFlags) => {
      const { runEmulate } = await import('./run-emulate.ts');
      process.exitCode = await runEmulate(flags);
    });
}
