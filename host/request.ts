import type { IncomingMessage } from 'node:http';
import type { HttpData } from './core-api.ts';
import { isAscii, type RequestTarget } from './request-target.ts';
import type { RouteValues } from './route-match.ts';

/** What Kestrel accepts at most, in the real host's settings. @see facts runtime 1, "Requests" */
export const requestLimits = {
  /** Of all header fields together. */
  headerBytes: 32 * 1024,
  headerFields: 100,
  /** Of method, target and version. */
  requestLineBytes: 8 * 1024,
  bodyBytes: 104_857_600,
} as const;

/**
 * The status with which Kestrel refuses a request because of its first line or its headers;
 * undefined where it does not. That two Host headers are refused is (unconfirmed): the facts do not say.
 */
export function refuseHeaders(request: IncomingMessage): number | undefined {
  const { method = '', url = '', rawHeaders, headers } = request;
  const requestLineBytes = method.length + url.length + ' HTTP/1.1\r\n'.length + 1;
  if (requestLineBytes > requestLimits.requestLineBytes) return 414;
  if (rawHeaders.length / 2 > requestLimits.headerFields) return 431;
  if (!rawHeaders.every(isAscii) || countHosts(rawHeaders) > 1) return 400;
  return isValidHost(headers.host) ? undefined : 400;
}

/** Node keeps the first Host and drops the others; whatever stands in front of it may have believed another. */
function countHosts(rawHeaders: readonly string[]): number {
  return rawHeaders.filter((text, index) => index % 2 === 0 && text.toLowerCase() === 'host')
    .length;
}

/** A request of HTTP/1.0 may come without one. The library quotes a URL that it cannot parse, claims and all. */
function isValidHost(host: string | undefined): boolean {
  if (!host) return true;
  return /^[\w.:[\]~!$&'()*+,;=-]+$/.test(host) && URL.canParse(`http://${host}/`);
}

/** Whether the body is larger than the host takes, by its Content-Length. */
export function isBodyTooLarge(request: IncomingMessage): boolean {
  return contentLengthOf(request) > requestLimits.bodyBytes;
}

/** A chunked body has no length, and functions never see it. @see facts runtime 1, "Requests" */
function contentLengthOf({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}

/** The caller has hung up before its request was complete. */
export class CallerGone extends Error {
  override name = 'CallerGone';
}

/**
 * The body; undefined for none, and for one without a Content-Length.
 * @throws CallerGone
 */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (contentLengthOf(request) === 0) return undefined;
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', resolve);
    request.on('error', (cause) => reject(new CallerGone('The caller hung up.', { cause })));
  });
  return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks);
}

/** A request with all that the router and the connection tell of it. */
export interface RoutedRequest {
  readonly request: IncomingMessage;
  readonly target: RequestTarget;
  readonly values: RouteValues;
  readonly body: Buffer | undefined;
}

/**
 * A request as functions get it: repeated headers and query keys joined with commas, the URL built of
 * the decoded path.
 */
export function toHttpData({ request, target, values, body }: RoutedRequest): HttpData {
  return {
    method: request.method ?? 'GET',
    url: `http://${request.headers.host || 'localhost'}${target.path}${target.query}`,
    headers: joinHeaders(request.rawHeaders),
    query: joinQuery(target.query),
    params: Object.fromEntries(values),
    ...(body && { body: { bytes: body } }),
  };
}

/** Names come from the caller, so the object has no prototype. Empty values are left out. */
function joinHeaders(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? '';
    const value = rawHeaders[index + 1] ?? '';
    const before = headers[name];
    headers[name] = before === undefined ? value : `${before},${value}`;
  }
  for (const name in headers) if (headers[name] === '') delete headers[name];
  return headers;
}

/** Keys that differ in case only are one key, spelled as the first of them. */
function joinQuery(query: string): Record<string, string> {
  const values: Record<string, string> = Object.create(null);
  if (query.length < 2) return values;
  const spellings = new Map<string, string>();
  for (const [key, value] of new URLSearchParams(query)) {
    const spelling = spellings.get(key.toLowerCase());
    if (spelling === undefined) {
      spellings.set(key.toLowerCase(), key);
      values[key] = value;
    } else values[spelling] += `,${value}`;
  }
  return values;
}
