import type { GraphConnections } from './connection.ts';
import { exchange, type GraphAnswer, type OutgoingRequest } from './exchange.ts';
import { GraphRefused, GraphUnreachable } from './faults.ts';
import { retryDelay } from './retry.ts';
import type { TokenSource } from './token.ts';

/** One request to Graph. Every one may be sent twice: a second PUT or DELETE changes nothing, a second POST adds an equal value. */
interface GraphRequest {
  readonly method: OutgoingRequest['method'];
  /** From the version on, as in `/v1.0/organization`, or an address that Graph itself gave. */
  readonly path: string;
  readonly contentType?: string;
  readonly body?: Buffer;
  /** That there is nothing at the address, 404, is an answer too. */
  readonly mayBeAbsent?: boolean;
}

/** What a client is made of. */
interface GraphParts {
  readonly origin: string;
  readonly tokens: TokenSource;
  readonly connections: GraphConnections;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
}

/** Microsoft Graph, by its HTTP interface: tokens, waits and repetitions are seen to here. */
export class GraphClient {
  readonly #parts: GraphParts;

  constructor(parts: GraphParts) {
    this.#parts = parts;
  }

  /**
   * The answer, whose status is below 300 unless what it asks for may be absent. A token that is refused is replaced once;
   * throttling and broken connections are waited for.
   * @throws GraphRefused where Graph says no, GraphUnreachable where it says nothing
   */
  async send(request: GraphRequest): Promise<GraphAnswer> {
    const { now, wait } = this.#parts;
    for (let attempt = 1; ; attempt += 1) {
      const { answer, fault } = await this.#attempt(request);
      const delay = retryDelay(answer, attempt, now());
      if (delay !== undefined) {
        await wait(delay);
        continue;
      }
      if (!answer) throw fault;
      const isAbsent = answer.status === 404 && request.mayBeAbsent;
      if (answer.status < 300 || isAbsent) return answer;
      throw refusalOf(request, answer);
    }
  }

  async #attempt(request: GraphRequest): Promise<{ answer?: GraphAnswer; fault?: Error }> {
    try {
      const first = await this.#exchange(request, false);
      return { answer: first.status === 401 ? await this.#exchange(request, true) : first };
    } catch (fault) {
      if (fault instanceof GraphUnreachable && fault.isPassing) return { fault };
      throw fault;
    }
  }

  async #exchange(request: GraphRequest, isRenewal: boolean): Promise<GraphAnswer> {
    const { origin, tokens, connections } = this.#parts;
    const { method, body, contentType } = request;
    const url = new URL(request.path, origin);
    if (url.origin !== origin) {
      throw new Error(
        `Microsoft Graph leads to "${url.origin}": tokens are sent to "${origin}" only.`,
      );
    }
    const headers = {
      authorization: `Bearer ${await tokens.get(isRenewal)}`,
      ...(contentType && { 'content-type': contentType }),
      ...(body && { 'content-length': String(body.length) }),
    };
    return exchange({ method, url, headers, ...(body && { body }) }, connections);
  }
}

function refusalOf({ method, path }: GraphRequest, { status, body }: GraphAnswer): GraphRefused {
  return new GraphRefused(`${method} ${path}`, status, detailOf(body));
}

/** @see https://learn.microsoft.com/graph/errors: `{ "error": { "code", "message", "details" } }` */
interface ErrorBody {
  readonly error?: {
    readonly code?: unknown;
    readonly message?: unknown;
    readonly details?: unknown;
  };
}

/** Graph's own words; of anything else, as of a proxy's page, the beginning. */
function detailOf(body: Buffer): string {
  const text = body.toString('utf8');
  try {
    const { error } = JSON.parse(text) as ErrorBody;
    const details = Array.isArray(error?.details) ? error.details : [];
    const words = [error?.message, ...details.map((each: ErrorBody['error']) => each?.message)];
    const said = words.filter((word) => typeof word === 'string' && word !== '');
    if (said.length > 0) return said.join('\n');
    if (typeof error?.code === 'string') return error.code;
  } catch {
    // Not JSON.
  }
  return text.trim() === '' ? 'without a word' : text.trim().slice(0, 300);
}
