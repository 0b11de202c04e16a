import { createServer } from 'node:net';

/**
 * The port, if it can be listened on at 127.0.0.1; 0 picks a free one.
 * @throws Error with one line to print, when the port is in use or not allowed
 */
export function reservePort(port: number, purpose: string, option?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(portError({ port, purpose, option }, error)),
    );
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const found = typeof address === 'object' && address ? address.port : port;
      server.close(() => resolve(found));
    });
  });
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
