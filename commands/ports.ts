import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that systems give to connections and to port 0, which could take one of ours at any time. */
const ports = { from: 20_000, below: 32_000 };
const triesOfAnyPort = 100;

let next = randomInt(ports.from, ports.below);

/**
 * The port, if it can be listened on at 127.0.0.1; 0 picks a free one.
 * @throws Error with one line to print, when the port is in use or not allowed
 */
export async function reservePort(port: number, purpose: string, option?: string): Promise<number> {
  if (port === 0) return freePort();
  try {
    await tryPort(port);
    return port;
  } catch (cause) {
    throw portError({ port, purpose, option }, cause as NodeJS.ErrnoException);
  }
}

/** A port of this machine that nobody listened on a moment ago: for programs that cannot take port 0. */
export async function freePort(): Promise<number> {
  for (let tries = 1; ; tries += 1) {
    const port = next;
    next = port + 1 < ports.below ? port + 1 : ports.from;
    try {
      await tryPort(port);
      return port;
    } catch (cause) {
      if (tries === triesOfAnyPort) throw cause;
    }
  }
}

/** Listens on it for a moment. */
async function tryPort(port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  await new Promise((closed) => server.close(closed));
}

interface WantedPort {
  readonly port: number;
  readonly purpose: string;
  /** What moves it. */
  readonly option: string | undefined;
}

function portError({ port, purpose, option }: WantedPort, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EADDRINUSE') {
    return new Error(
      `Port ${port} (${purpose}) is in use: stop what listens there, or choose another port${option ? ` with ${option}` : ''}.`,
    );
  }
  return new Error(`Port ${port} (${purpose}) cannot be used: ${error.code ?? error.message}.`);
}
