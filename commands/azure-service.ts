import { setTimeout as delay } from 'node:timers/promises';
import { connectGraph, type GraphConnections } from '../graph/connection.ts';
import { exchange, type GraphAnswer } from '../graph/exchange.ts';
import { retryDelay } from '../graph/retry.ts';

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

/** A service by its HTTP interface. Throttling is waited for; a body is sent again only then. */
export function azureService(parts: AzureServiceParts): AzureService {
  const { name, wait = delay } = parts;
  let connections: GraphConnections | undefined;
  return {
    async send(call) {
      for (let attempt = 1; ; attempt += 1) {
        connections ??= connectGraph(process.env);
        const answer = await sendOnce(parts, call, connections);
        const ms = retryDelay(answer, attempt, Date.now());
        if (ms !== undefined) {
          await wait(ms);
          continue;
        }
        const { status } = answer;
        const json = readJson(answer);
        if (status < 300 || (status === 404 && call.mayBeAbsent)) return { status, json };
        const [path] = call.path.split('?', 1);
        const said = `${name} refuses "${call.method} ${path}" with ${status}`;
        throw new AzureRefused(`${said}: ${wordsOf(json)}`, status);
      }
    },
  };
}

async function sendOnce(
  { origin, scope, tokens }: AzureServiceParts,
  { method, path, body: value }: AzureCall,
  connections: GraphConnections,
): Promise<GraphAnswer> {
  const authorization = `Bearer ${await tokens(scope)}`;
  const url = new URL(path, origin);
  const body = Buffer.from(value === undefined ? '' : JSON.stringify(value));
  const length = { 'content-length': String(body.length) };
  const headers = { authorization, ...(method !== 'GET' && length) };
  if (value === undefined) return exchange({ method, url, headers }, connections);
  const typed = { ...headers, 'content-type': 'application/json' };
  return exchange({ method, url, headers: typed, body }, connections);
}

function readJson({ body }: GraphAnswer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
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
