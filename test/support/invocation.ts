import functions, { type HttpHandler } from '@azure/functions';

/** What a test sends to a handler; a body brings its Content-Length unless the headers say otherwise. */
export interface Sent {
  readonly method?: 'GET' | 'POST';
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What came back, and what was logged meanwhile. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly log: readonly { readonly level: string; readonly line: string }[];
}

const defaultUrl = 'http://localhost/api/test';

/** Runs a handler as the Functions library does, without a host around it. */
export async function invoke(handler: HttpHandler, sent: Sent): Promise<Answered> {
  const log: { level: string; line: string }[] = [];
  const context = new functions.InvocationContext({
    functionName: 'test',
    invocationId: '1',
    logHandler: (level, ...args) => log.push({ level, line: args.map(String).join(' ') }),
  });
  const answer = await handler(toRequest(sent), context);
  const response = new functions.HttpResponse(answer as functions.HttpResponseInit);
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: JSON.parse(text), log };
}

/** A request as the host hands it over. */
export function toRequest(sent: Sent): functions.HttpRequest {
  const { method = 'POST', url = defaultUrl, headers = {}, params = {}, body } = sent;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const length = bytes === undefined ? {} : { 'content-length': String(bytes.byteLength) };
  return new functions.HttpRequest({
    method,
    url,
    params,
    headers: { ...length, ...headers },
    ...(bytes === undefined ? {} : { body: { bytes } }),
  });
}

/** A JSON body with its Content-Type. */
export function jsonBody(value: unknown, headers: Readonly<Record<string, string>> = {}): Sent {
  return {
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof value === 'string' ? value : JSON.stringify(value),
  };
}
