import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Reads the statuses of answers off a connection; nothing of ours has a status line in its body. */
class StatusReader {
  #rest = '';

  read(text: string): number[] {
    const seen = this.#rest + text;
    const found = [...seen.matchAll(/HTTP\/1\.1 (\d{3})[^\r\n]*\r\n/g)];
    const last = found.at(-1);
    this.#rest = seen.slice(last ? last.index + last[0].length : 0).slice(-80);
    return found.map(([, status]) => Number(status)).filter((status) => status >= 200);
  }
}

/** How long a host may be silent before a connection is given up. */
const silenceMs = 20_000;

/**
 * Sends requests over one connection, all at once, and gives their statuses in order: fewer than were
 * sent where the host has closed the connection.
 */
export async function pipeline(port: number, requests: readonly Buffer[]): Promise<number[]> {
  const socket = await open(port);
  const statuses: number[] = [];
  const reader = new StatusReader();
  socket.on('data', (text: string) => {
    statuses.push(...reader.read(text));
    if (statuses.length >= requests.length) socket.resetAndDestroy();
  });
  socket.setTimeout(silenceMs, () => socket.destroy());
  socket.write(Buffer.concat(requests));
  await closed(socket);
  return statuses;
}

const lastRequest = Buffer.from(
  'GET /last HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n',
);

/** After this the host is told that nothing more comes: it may be waiting for the rest of a body. */
const patienceMs = 500;

/**
 * Sends bytes that may be no request, with a request behind them that ends the connection.
 * @returns the statuses; undefined where the host kept the connection after its end
 */
export async function provoke(port: number, bytes: Buffer): Promise<number[] | undefined> {
  const socket = await open(port);
  const statuses: number[] = [];
  const reader = new StatusReader();
  socket.on('data', (text: string) => statuses.push(...reader.read(text)));
  let isKept = false;
  const giveUp = () => {
    isKept = true;
    socket.destroy();
  };
  socket.setTimeout(patienceMs, () => {
    socket.end();
    socket.setTimeout(silenceMs, giveUp);
  });
  socket.write(Buffer.concat([bytes, lastRequest]));
  await closed(socket);
  return isKept ? undefined : statuses;
}

/** The host may reset a connection whose bytes it refuses; what it said before counts. */
async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, 'close');
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1').setNoDelay(true);
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}
