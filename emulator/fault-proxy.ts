import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { InjectedFault } from './injected-faults.ts';

/** Counts a request of a fault, and gives what befalls it. */
type Happen = (id: string) => InjectedFault | undefined;

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  /** Where the request was meant to go. */
  readonly target: URL;
  readonly body: Buffer;
}

const defaultDelayMs = 3_000;

/**
 * Stands between the caller and a REST API and fails as it is told; what it lets through arrives as it
 * was sent. It listens from its first use on, on 127.0.0.1, and keeps no process alive. A client
 * certificate of a TLS connection does not pass through it.
 */
export class FaultProxy {
  readonly #happen: Happen;
  #server: Promise<Server> | undefined;

  constructor(happen: Happen) {
    this.#happen = happen;
  }

  /** A URL whose requests are those of `url`, befallen by the fault. Placeholders stay as they are. */
  async addressOf(faultId: string, url: string): Promise<string> {
    this.#server ??= this.#listen();
    const { port } = (await this.#server).address() as AddressInfo;
    const [, protocol = '', host = '', rest = ''] =
      /^(https?):\/\/([^/?#]*)(.*)$/is.exec(url) ?? [];
    const path = rest.startsWith('/') ? rest : `/${rest}`;
    return `http://127.0.0.1:${port}/${faultId}/${protocol}/${host}${path}`;
  }

  async close(): Promise<void> {
    const server = await this.#server;
    this.#server = undefined;
    if (!server) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  }

  async #listen(): Promise<Server> {
    const server = createServer((incoming, outgoing) => {
      void this.#answer(incoming, outgoing).catch(() => void outgoing.destroy());
    });
    server.listen(0, '127.0.0.1').unref();
    await once(server, 'listening');
    return server;
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const [, id = '', protocol = '', host = '', path = ''] =
      /^\/([^/]+)\/([^/]+)\/([^/]+)(\/.*)$/.exec(incoming.url ?? '') ?? [];
    const target = new URL(`${protocol}://${host}${path}`);
    const exchange = { incoming, outgoing, target, body: await buffer(incoming) };
    await befall(exchange, this.#happen(id));
  }
}

/** `connectionRefused` never comes here. */
async function befall(exchange: Exchange, fault: InjectedFault | undefined): Promise<void> {
  switch (fault?.kind) {
    case 'timeout':
      return; // the caller ends it
    case 'serverError':
      return answer(exchange, fault.status ?? 503, 'text/plain', 'Service Unavailable');
    case 'tooManyRequests':
      exchange.outgoing.setHeader('retry-after', '1');
      return answer(exchange, 429, 'application/json', '{"error":"Too many requests."}');
    case 'html':
      return answer(exchange, 200, 'text/html', '<!doctype html><title>Sign in</title>');
    case 'errorBody':
      return answer(exchange, 200, 'application/json', errorBody);
    case 'slow':
      await delay(fault.delayMs ?? defaultDelayMs, undefined, { ref: false });
      return forward(exchange);
    case 'duplicate':
      await (await send(exchange)).arrayBuffer(); // its answer is lost on the way
      return forward(exchange);
    default:
      return forward(exchange);
  }
}

/** What an API answers that knows B2C's error contract, but not that it takes a status of 409. */
const errorBody = JSON.stringify({
  version: '1.0.0',
  status: 409,
  userMessage: 'This is refused, with the status 200.',
});

function answer({ outgoing }: Exchange, status: number, type: string, text: string): void {
  outgoing.writeHead(status, { 'content-type': type }).end(text);
}

/** Of this connection alone, not of the message. */
const hopByHop = new Set([
  'connection',
  'host',
  'keep-alive',
  'transfer-encoding',
  'content-length',
]);

async function send({ incoming, target, body }: Exchange): Promise<Response> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (!hopByHop.has(name)) headers.set(name, [value ?? ''].flat().join(', '));
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  return fetch(target, {
    method: incoming.method ?? 'GET',
    headers,
    redirect: 'manual',
    ...(hasBody ? { body } : {}),
  });
}

async function forward(exchange: Exchange): Promise<void> {
  const response = await send(exchange);
  const type = response.headers.get('content-type');
  const body = Buffer.from(await response.arrayBuffer());
  exchange.outgoing.writeHead(response.status, type === null ? {} : { 'content-type': type });
  exchange.outgoing.end(body);
}
