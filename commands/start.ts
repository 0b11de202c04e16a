import { type Command, InvalidArgumentError } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What `countersign start` was asked for. */
export interface StartFlags {
  readonly port?: number;
  readonly issuerPort?: number;
  readonly data: string;
  readonly policies?: readonly string[];
  readonly env: string;
  readonly json?: boolean;
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
    .option('--json', 'print one line of JSON when all of it runs; logs go to stderr')
    .action(async (flags: StartFlags) => {
      const { runStart } = await import('./run-start.ts');
      process.exitCode = await runStart(flags);
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port > 0 && port < 65_536) return port;
  throw new InvalidArgumentError('A port is a number from 1 to 65535.');
}
