import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { GraphConnections } from './connection.ts';
import { GraphUnreachable } from './faults.ts';

/** Graph checks a policy together with its bases before it answers, which takes seconds. */
const silenceMs = 100_000;

/** What Node says of a connection that broke, or of a name server that was busy. */
const broken: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/** One request as it goes out. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** What came back, byte for byte. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/**
 * Sends one request and reads its answer to the end; redirects are not followed.
 * @throws GraphUnreachable where there is no answer, or only a part of one
 */
export async function exchange(
  outgoing: OutgoingRequest,
  connections: GraphConnections,
): Promise<GraphAnswer> {
  const { url, method } = outgoing;
  try {
    const response = await send(outgoing, connections);
    const body = await buffer(response);
    return { status: response.statusCode ?? 0, headers: response.headers, body };
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code && !message.includes(code) ? `${code}, ${message}` : message;
    const told = `"${url.host}" gave no answer to ${method}: ${reason}.`;
    throw new GraphUnreachable(told, broken.has(code ?? ''), { cause });
  }
}

function send(outgoing: OutgoingRequest, connections: GraphConnections): Promise<IncomingMessage> {
  const { method, url, headers, body } = outgoing;
  const isHttps = url.protocol === 'https:';
  const agent = connections[isHttps ? 'https:' : 'http:'];
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (isHttps ? requestHttps : requestHttp)(url, { method, headers, agent });
  request.setTimeout(silenceMs, () => request.destroy(new Error('it was silent for too long')));
  request.on('response', resolve).on('error', reject);
  request.end(body);
  return promise;
}
