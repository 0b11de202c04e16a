import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { listen } from './listen.ts';

/** A request as an API saw it. */
export interface SeenRequest {
  readonly line: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real HTTP server of one test. */
export interface TestApi {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
}

/** Answers requests; `count` is 1 for the first. */
export type Answerer = (response: ServerResponse, count: number, request: SeenRequest) => void;

/** Starts an API on a free port; it ends with the test, whatever hangs. */
export async function startApi(t: TestContext, answerer: Answerer): Promise<TestApi> {
  const seen: SeenRequest[] = [];
  const listener: RequestListener = async (request, response) => {
    const { method, url, headers } = request;
    const one = { line: `${method} ${url}`, headers, body: await text(request) };
    seen.push(one);
    answerer(response, seen.length, one);
  };
  const server = createServer(listener);
  return { url: `http://127.0.0.1:${await listen(t, server)}`, seen };
}

/** An API that always gives the same answer. */
export function answerWith(
  status: number,
  body: unknown,
  contentType = 'application/json',
): (response: ServerResponse) => void {
  return (response) => {
    response.writeHead(status, { 'content-type': contentType });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}
