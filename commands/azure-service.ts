import { setTimeout as delay } from 'node:timers/promises';

/** A call of an Azure service. */
export interface AzureCall {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST';
  /** With its query. */
  readonly path: string;
  readonly body?: unknown;
  /** That there is nothing at the address, 404, is an answer too. */
  readonly mayBeAbsent?: boolean;
}

/** An answer; its body is undefined where it is no JSON. */
export interface AzureAnswer {
  readonly status: number;
  readonly json: unknown;
}

/** A service of Azure that takes and gives JSON. */
export interface AzureService {
  /** @throws AzureRefused where it says no, Error where it says nothing */
  send(call: AzureCall): Promise<AzureAnswer>;
}

/** The service answered, and refuses. Its own words, and never the body that was sent. */
export class AzureRefused extends Error {
  override readonly name = 'AzureRefused';
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** A token for a scope such as `https://vault.azure.net/.default`. */
export type Tokens = (scope: string) => Promise<string>;

/** Where a service is, and how to be let in. */
export interface AzureServiceParts {
  /** In messages: "Key Vault". */
  readonly name: string;
  readonly origin: string;
  readonly scope: string;
  readonly tokens: Tokens;
  /** Pauses between attempts, in milliseconds. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

const attempts = 5;
const silenceMs = 60_000;
const longestWaitMs = 60_000;
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** A service by its HTTP interface. Throttling is waited for; a body is sent again only then. */
export function azureService(parts: AzureServiceParts): AzureService {
  const { name, wait = delay } = parts;
  return {
    async send(call) {
      for (let attempt = 1; ; attempt += 1) {
        const response = await exchange(parts, call);
        const { status, headers } = response;
        if (passing.has(status) && attempt < attempts) {
          await response.arrayBuffer();
          await wait(pause(headers.get('retry-after'), attempt));
          continue;
        }
        const json = await readJson(response);
        if (status < 300 || (status === 404 && call.mayBeAbsent)) return { status, json };
        const [path] = call.path.split('?', 1);
        const said = `${name} refuses "${call.method} ${path}" with ${status}`;
        throw new AzureRefused(`${said}: ${wordsOf(json)}`, status);
      }
    },
  };
}

async function exchange(
  { name, origin, scope, tokens }: AzureServiceParts,
  { method, path, body }: AzureCall,
): Promise<Response> {
  const authorization = `Bearer ${await tokens(scope)}`;
  const hasBody = body !== undefined;
  const headers = { authorization, ...(hasBody && { 'content-type': 'application/json' }) };
  const signal = AbortSignal.timeout(silenceMs);
  const sent = { method, headers, signal, ...(hasBody && { body: JSON.stringify(body) }) };
  try {
    return await fetch(new URL(path, origin), { ...sent, redirect: 'error' });
  } catch (cause) {
    throw new Error(`${name} at ${origin} did not answer: ${reasonOf(cause)}.`, { cause });
  }
}

/** Node says "fetch failed", and why in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}

function pause(retryAfter: string | null, attempt: number): number {
  const seconds = Number(retryAfter ?? Number.NaN);
  const asked = Number.isFinite(seconds) ? seconds * 1000 : 1000 * 2 ** (attempt - 1);
  return Math.min(asked, longestWaitMs);
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** The first line of `{ "error": { "code", "message" } }`. */
function wordsOf(json: unknown): string {
  const { error } = (json ?? {}) as { error?: { code?: unknown; message?: unknown } };
  const words = [error?.code, error?.message].filter((word) => typeof word === 'string');
  const [line = ''] = words.join(', ').split(/\r?\n/, 1);
  return line === '' ? 'without a word' : line.slice(0, 300);
}

/** An origin that a token may be sent to: nobody reads along. @throws Error with one line to print */
export function requireOrigin(text: string): string {
  const url = URL.parse(text);
  const isHere = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(url?.hostname ?? '');
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) return url.origin;
  throw new Error(`"${text}" is no https address.`);
}
