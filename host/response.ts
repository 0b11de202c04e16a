import type { ServerResponse } from 'node:http';
import { formatCookie } from './cookies.ts';
import type { BindingInfo, HttpData, InvocationResponse, TypedData } from './core-api.ts';
import { isHeaderValue } from './header-value.ts';

/** What goes over the wire. */
export interface Answer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers?: ReadonlyMap<string, string>;
  readonly cookies?: readonly string[];
  readonly body?: Uint8Array;
  /** 429 alone goes without the headers of host.json. */
  readonly isBare?: boolean;
}

/** An answer without a body. */
export function emptyAnswer(status: number): Answer {
  return { status };
}

/**
 * What a function's response becomes. No response at all is 204.
 * @throws Error for a header that Kestrel does not send, which makes it a 500.
 * @see facts runtime 1, "Responses"
 */
export function toAnswer(
  response: InvocationResponse,
  bindings: Readonly<Record<string, BindingInfo>>,
): Answer {
  const http = findHttpOutput(response, bindings)?.http;
  if (!http) return emptyAnswer(204);
  const answer = {
    status: Number(http.statusCode),
    headers: new Map(Object.entries(http.headers ?? {})),
    cookies: (http.cookies ?? []).map(formatCookie),
    body: toBytes(http.body),
  };
  for (const [name, value] of answer.headers) checkHeader(name, value);
  for (const cookie of answer.cookies) checkHeader('set-cookie', cookie);
  return http.enableContentNegotiation ? negotiate(answer) : answer;
}

/** Kestrel takes neither control characters nor anything beyond ASCII. The value is not for the log. */
function checkHeader(name: string, value: string): void {
  if (isHeaderValue(value)) return;
  throw new Error(`The response header "${name}" has a character that no header may have.`);
}

/** Usually the return value; else the output that `extraOutputs` names. */
function findHttpOutput(
  { returnValue, outputData = [] }: InvocationResponse,
  bindings: Readonly<Record<string, BindingInfo>>,
): { readonly http?: HttpData } | null | undefined {
  if (bindings['$return']?.type.toLowerCase() === 'http') return returnValue;
  const [name] =
    Object.entries(bindings).find(([, { type }]) => type.toLowerCase() === 'http') ?? [];
  return outputData.find((output) => output.name === name)?.data;
}

function toBytes(data: TypedData | null | undefined): Uint8Array {
  return data?.bytes ?? Buffer.from(data?.string ?? data?.json ?? '');
}

/** The real host takes a body for a byte array: JSON becomes its base64 as a JSON string, text 406. */
function negotiate(answer: Required<Omit<Answer, 'isBare'>>): Answer {
  if (answer.body.length === 0) return answer;
  const contentType = answer.headers.get('content-type') ?? 'application/json';
  if (!/^application\/json\b/i.test(contentType)) return emptyAnswer(406);
  const headers = new Map(answer.headers).set('content-type', 'application/json; charset=utf-8');
  const base64 = Buffer.from(answer.body).toString('base64');
  return { ...answer, headers, body: Buffer.from(JSON.stringify(base64)) };
}

/**
 * Sends an answer: a body is always chunked, an empty one has "Content-Length: 0". A function's own
 * header wins over one of host.json.
 */
export function sendAnswer(
  response: ServerResponse,
  answer: Answer,
  customHeaders: ReadonlyMap<string, string>,
): void {
  if (response.destroyed || response.headersSent) return;
  response.statusCode = answer.status;
  response.setHeader('Server', 'Kestrel');
  if (!answer.isBare) setHeaders(response, customHeaders);
  if (answer.headers) setHeaders(response, answer.headers);
  for (const cookie of answer.cookies ?? []) response.appendHeader('Set-Cookie', cookie);
  if (!answer.body?.length) {
    response.end();
    return;
  }
  if (canHaveBody(response)) response.setHeader('Transfer-Encoding', 'chunked');
  response.end(answer.body);
}

function setHeaders(response: ServerResponse, headers: ReadonlyMap<string, string>): void {
  for (const [name, value] of headers) response.setHeader(name, value);
}

/** HTTP/1.0 knows no chunks; the connection's end tells the body's. */
function canHaveBody({ req, statusCode }: ServerResponse): boolean {
  return (
    req.httpVersion === '1.1' && req.method !== 'HEAD' && ![204, 205, 304].includes(statusCode)
  );
}
