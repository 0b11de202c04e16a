import * as http from 'node:http';
import * as https from 'node:https';
import { rootCertificates } from 'node:tls';
import type { AuthenticatedRequest } from './authenticate.ts';

/** What came back over HTTP. */
export interface Answer {
  readonly status: number;
  /** By lower-case name; undefined where nobody kept them. */
  readonly headers?: http.IncomingHttpHeaders;
  readonly body: string;
}

/** How the network may fail. */
export type NetworkFailure = 'answer-too-large' | 'connection-failed' | 'dns-failed' | 'timed-out';

/** Limits of one try. */
export interface SendOptions {
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** Certificates to trust besides the system's, for an API with a development certificate. */
  readonly trustedCertificates?: string;
  /** A connection of this try's own: what an earlier one broke is not seen. */
  readonly isFreshConnection?: boolean;
}

/** One try's failure. The message is Node's code or our words: no URL, header or body. */
export class SendFailed extends Error {
  override readonly name = 'SendFailed';
  readonly failure: NetworkFailure;

  constructor(failure: NetworkFailure, message: string) {
    super(message);
    this.failure = failure;
  }
}

const agents = {
  'http:': new http.Agent({ keepAlive: true }),
  'https:': new https.Agent({ keepAlive: true, minVersion: 'TLSv1.2' }),
};

/**
 * Sends a request once: connections are kept, redirects are not followed, a body has its
 * Content-Length, and the time limit runs until the last byte of the answer.
 * @throws {SendFailed}
 */
export async function sendOnce(
  request: AuthenticatedRequest,
  options: SendOptions,
): Promise<Answer> {
  const signal = AbortSignal.timeout(options.timeoutMs);
  try {
    const response = await openRequest(request, options, signal);
    const { statusCode: status = 0, headers } = response;
    return { status, headers, body: await readBody(response, options) };
  } catch (cause) {
    if (cause instanceof SendFailed) throw cause;
    if (signal.aborted) {
      throw new SendFailed('timed-out', `No answer came within ${options.timeoutMs} ms.`);
    }
    throw describeError(cause);
  }
}

function openRequest(
  { url, method, headers, body, clientCertificate }: AuthenticatedRequest,
  { trustedCertificates, isFreshConnection }: SendOptions,
  signal: AbortSignal,
): Promise<http.IncomingMessage> {
  const isSecure = url.protocol === 'https:';
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const tls = {
    ...(clientCertificate && { key: clientCertificate, cert: clientCertificate }),
    ...(trustedCertificates && { ca: [...rootCertificates, trustedCertificates] }),
  };
  const agent = isFreshConnection ? false : agents[isSecure ? 'https:' : 'http:'];
  const options = { method, signal, agent, minVersion: 'TLSv1.2' as const, ...tls };
  const outgoing = (isSecure ? https : http).request(url, options, resolve);
  outgoing.on('error', reject);
  for (const [name, value] of headers) outgoing.setHeader(name, value);
  if (body !== undefined) outgoing.setHeader('content-length', Buffer.byteLength(body));
  outgoing.end(body);
  return promise;
}

async function readBody(
  response: http.IncomingMessage,
  { maxAnswerBytes }: SendOptions,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxAnswerBytes) {
      throw new SendFailed('answer-too-large', `The answer has more than ${maxAnswerBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function describeError(cause: unknown): SendFailed {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  const isDns = code === 'ENOTFOUND' || code === 'EAI_AGAIN';
  const message = isDns
    ? `The host name did not resolve (${code}).`
    : `The connection failed (${code}).`;
  return new SendFailed(isDns ? 'dns-failed' : 'connection-failed', message);
}
