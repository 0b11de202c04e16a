import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request that `fetch` would not send as it is. */
export interface RawRequest {
  readonly method?: string;
  /** Goes over the wire untouched: dot segments, escapes and all. */
  readonly path: string;
  /** Pairs of name and value, so that a name can be there twice. */
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array;
}

/** Its answer. */
export interface RawAnswer {
  readonly status: number | undefined;
  /** By lower-case name; repeated ones joined as Node joins them. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Sends a request with exactly this path and these headers, and Content-Length where it has a body. */
export async function send(baseUrl: string, raw: RawRequest): Promise<RawAnswer> {
  const { method = 'GET', path, headers = [], body } = raw;
  const { hostname, port } = new URL(baseUrl);
  const message = request({ hostname, port, method, path, agent: false, insecureHTTPParser: true });
  for (const [name, value] of headers) message.appendHeader(name, value);
  message.end(body);
  const [response] = await once(message, 'response');
  return { status: response.statusCode, headers: response.headers, body: await buffer(response) };
}

/**
 * Writes bytes to a connection and reads all that comes until the other side closes it, or until
 * `isComplete` says that it is enough.
 */
export async function exchange(
  baseUrl: string,
  bytes: string | Uint8Array,
  isComplete: (answer: string) => boolean = () => false,
): Promise<string> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  let answer = '';
  socket.setEncoding('latin1').on('data', (text: string) => {
    answer += text;
    if (isComplete(answer)) socket.destroy();
  });
  // The other side may reset a connection whose request it refuses; what it said before counts.
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  return answer;
}
