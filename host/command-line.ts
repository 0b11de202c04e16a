import { parseArgs } from 'node:util';
import { HostFault, messageOf } from './host-fault.ts';

/** What the command line asks for. */
export interface CommandLine {
  readonly app: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** A glob instead of package.json's `main`. */
  readonly main: string | undefined;
  readonly list: boolean;
  readonly enableAuth: boolean;
}

const usage = 'Usage: host [--app DIR] [--port N] [--main GLOB] [--list] [--enableAuth]';

/** @throws HostFault for an option that is unknown or cannot be read. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { app, port, main, list, enableAuth } = parse(args);
  const number = Number(port);
  const isPort = /^\d{1,5}$/.test(port) && number <= 65_535;
  if (!isPort) throw new HostFault(`--port has to be a number up to 65535, not "${port}".`);
  return { app, port: number, main, list, enableAuth };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        app: { type: 'string', default: '.' },
        port: { type: 'string', default: '7071' },
        main: { type: 'string' },
        list: { type: 'boolean', default: false },
        enableAuth: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [sentence] = messageOf(error).split('. ');
    throw new HostFault(`${sentence}. ${usage}`, { cause: error });
  }
}
