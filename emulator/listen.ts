import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';

/** Where the emulator listens. */
export interface Listener {
  /** 0: any free port. */
  readonly port: number;
  /** A certificate and its key as PEM: then it is HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** A server that listens on this machine alone. */
export interface RunningServer {
  /** `https://localhost:8443` */
  readonly origin: string;
  close(): Promise<void>;
}

const triesOfAnyPort = 20;

/**
 * Listens on 127.0.0.1, and on ::1 where this machine has it: clients differ in what localhost is to them.
 * @throws where the port is in use (`EADDRINUSE`)
 */
export async function listen(app: Pick<Hono, 'fetch'>, listener: Listener): Promise<RunningServer> {
  const take = getRequestListener(app.fetch);
  for (let tries = 1; ; tries += 1) {
    const [first, port] = await listenAt('127.0.0.1', listener, take);
    try {
      const second = await listenAt('::1', { ...listener, port }, take).catch(unlessWithoutIpv6);
      const servers = second ? [first, second[0]] : [first];
      const origin = `${listener.tls ? 'https' : 'http'}://localhost:${port}`;
      return { origin, close: async () => void (await Promise.all(servers.map(closeServer))) };
    } catch (cause) {
      await closeServer(first);
      if (listener.port !== 0 || tries === triesOfAnyPort) throw cause;
    }
  }
}

async function listenAt(
  host: string,
  { port, tls }: Listener,
  take: RequestListener,
): Promise<[server: Server, port: number]> {
  const server: Server = tls ? createHttpsServer(tls, take) : createHttpServer(take);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject).listen(port, host, resolve);
  await promise;
  return [server, (server.address() as AddressInfo).port];
}

function unlessWithoutIpv6(cause: unknown): undefined {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return undefined;
  throw cause;
}

async function closeServer(server: Server): Promise<void> {
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  server.closeAllConnections();
  await closed.promise;
}
