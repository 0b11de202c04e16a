import type { Command } from 'commander';
import { parsePort } from './parse-port.ts';
import { policiesOption, repeated } from './policies-option.ts';

/** What `countersign start` was asked for. */
export interface StartFlags {
  readonly port?: number;
  readonly issuerPort?: number;
  readonly data: string;
  readonly policies?: readonly string[];
  readonly env: string;
  readonly json?: boolean;
  readonly emulator: boolean;
  readonly emulatorPort: number;
  readonly emulatorHttpsPort: number;
  readonly map?: readonly string[];
  readonly allowHost?: readonly string[];
}

/** `countersign start`: the policies' backend on this machine, with all it needs. */
export function registerStart(program: Command): void {
  program
    .command('start')
    .description("serve the policies' RESTful technical profiles on this machine")
    .option('--port <port>', 'port of the functions (default: the one in the policies)', parsePort)
    .option('--issuer-port <port>', 'port of the token issuer (default: as above)', parsePort)
    .option('--data <dir>', 'folder for storage, keys and certificates', '.data')
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json', 'Local')
    .option('--emulator-port <port>', 'port of the emulator', parsePort, 8080)
    .option('--emulator-https-port <port>', 'its port of HTTPS', parsePort, 8443)
    .option('--no-emulator', 'functions alone')
    .option('--map <prefix=url>', 'where URLs of the policies lead; may be repeated', repeated)
    .option('--allow-host <host>', 'a host beyond this machine that journeys may call', repeated)
    .option('--json', 'print one line of JSON when all of it runs; logs go to stderr')
    .action(async (flags: StartFlags) => {
      const { runStart } = await import('./run-start.ts');
      process.exitCode = await runStart(flags);
    });
}
