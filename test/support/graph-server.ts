import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { listen } from './listen.ts';

/** What a Graph-shaped server does instead of its work, and to which requests. */
export interface GraphFault {
  /** As in `PUT B2C_1A_X`, `GET organization`, `GET policies`. */
  readonly on: string;
  /** To that many requests only; absent: to all. */
  readonly times?: number;
  /** Requests of the kind that are let through before. */
  readonly after?: number;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The connection ends without an answer: before the work, or once it is done. */
  readonly cut?: 'before' | 'after';
  /** Runs before the request is looked at: as somebody else who works on the tenant. */
  readonly meanwhile?: (policies: Map<string, Buffer>) => void;
}

/** A tenant behind a server that speaks as Graph does. */
export interface GraphServer {
  readonly origin: string;
  readonly port: number;
  /** By PolicyId. */
  readonly policies: Map<string, Buffer>;
  /** Each request, as in `PUT B2C_1A_X`, with the token's number where it is not the first. */
  readonly requests: string[];
}

/** How the server begins. */
export interface GraphWorld {
  readonly policies?: Readonly<Record<string, string | Buffer>>;
  readonly domains?: readonly string[];
  readonly faults?: readonly GraphFault[];
  /** Accepted bearer tokens. */
  readonly tokens?: readonly string[];
  readonly certificate?: { readonly cert: string; readonly key: string };
}

/** The id of every test's tenant. */
export const organizationId = '0f7d9a52-1c7e-4c5a-9a53-2f0d6f0f5e11';

/** Starts a server that ends with the test. @see https://learn.microsoft.com/graph/api/resources/trustframeworkpolicy */
export async function startGraph(t: TestContext, world: GraphWorld = {}): Promise<GraphServer> {
  const given = Object.entries(world.policies ?? {});
  const policies = new Map(given.map(([id, content]) => [id, Buffer.from(content)]));
  const requests: string[] = [];
  const seen = new Map<GraphFault, number>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(request);
    const name = nameOf(request);
    requests.push(name);
    const fault = world.faults?.find((each) => isDue(each, name, seen));
    fault?.meanwhile?.(policies);
    if (fault?.cut === 'before') return request.socket.destroy();
    const told = { name, body, type: request.headers['content-type'], token: tokenOf(request) };
    const result = injected(fault) ?? work(told, policies, world);
    return fault?.cut === 'after' ? request.socket.destroy() : send(response, result);
  };
  const { certificate } = world;
  const server = certificate ? createTlsServer(certificate, answer) : createServer(answer);
  const port = await listen(t, server);
  const origin = certificate ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
  return { origin, port, policies, requests };
}

interface Answer {
  readonly status: number;
  /** Bytes are XML, all else JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

function injected(fault: GraphFault | undefined): Answer | undefined {
  if (fault?.status === undefined) return undefined;
  const { status, body = errorBody('Fault', 'As asked.'), headers = {} } = fault;
  return { status, body, headers };
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  const type = Buffer.isBuffer(body) ? 'application/xml' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers });
  response.end(body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

function tokenOf({ headers }: IncomingMessage): string {
  return headers.authorization?.replace(/^Bearer /, '') ?? '';
}

/** `GET /beta/trustFramework/policies/B2C_1A_X/$value` is `GET B2C_1A_X`. */
function nameOf({ method, url = '' }: IncomingMessage): string {
  const { pathname } = new URL(url, 'http://localhost');
  const [, id] = /^\/beta\/trustFramework\/policies\/([^/]+)/.exec(pathname) ?? [];
  if (id !== undefined) return `${method} ${decodeURIComponent(id)}`;
  if (pathname === '/beta/trustFramework/policies') return `${method} policies`;
  return `${method} ${pathname === '/v1.0/organization' ? 'organization' : pathname}`;
}

function isDue(fault: GraphFault, name: string, seen: Map<GraphFault, number>): boolean {
  if (fault.on !== name) return false;
  const count = (seen.get(fault) ?? 0) + 1;
  seen.set(fault, count);
  const place = count - (fault.after ?? 0);
  return place > 0 && place <= (fault.times ?? Number.POSITIVE_INFINITY);
}

interface Told {
  readonly name: string;
  readonly body: Buffer;
  readonly type: string | undefined;
  readonly token: string;
}

function work(told: Told, policies: Map<string, Buffer>, world: GraphWorld): Answer {
  const { name, token } = told;
  if (world.tokens && !world.tokens.includes(token)) {
    return { status: 401, body: errorBody('InvalidAuthenticationToken', 'Token expired.') };
  }
  const [method, id = ''] = name.split(' ');
  if (id === 'organization') {
    const domains = world.domains ?? ['contoso.onmicrosoft.com'];
    const verifiedDomains = domains.map((domain, index) => ({
      name: domain,
      isInitial: index === 0,
    }));
    return { status: 200, body: { value: [{ id: organizationId, verifiedDomains }] } };
  }
  if (id === 'policies') {
    return { status: 200, body: { value: [...policies.keys()].map((each) => ({ id: each })) } };
  }
  const old = policies.get(id);
  if (method === 'PUT') return put(id, told, policies);
  if (!old) return { status: 404, body: errorBody('ResourceNotFound', `No policy ${id}.`) };
  if (method === 'DELETE') policies.delete(id);
  return method === 'DELETE' ? { status: 204, body: undefined } : { status: 200, body: old };
}

/** As B2C: a base must be there before what inherits from it. */
function put(id: string, { body, type }: Told, policies: Map<string, Buffer>): Answer {
  if (type !== 'application/xml') return { status: 415, body: errorBody('Unsupported', `${type}`) };
  const [, base] = /<BasePolicy>[\s\S]*?<PolicyId>(.*?)</.exec(body.toString('utf8')) ?? [];
  if (base !== undefined && !policies.has(base)) {
    const message = `Validation failed: 1 validation error(s) found in policy "${id}" of tenant "contoso.onmicrosoft.com".\r\nPolicy with 'policyId' ${base} cannot be found in the directory`;
    return { status: 400, body: errorBody('AADB2C', message) };
  }
  const status = policies.has(id) ? 200 : 201;
  policies.set(id, body);
  return { status, body };
}

/** Graph's error body. @see https://learn.microsoft.com/graph/errors */
export function errorBody(code: string, message: string) {
  return { error: { code, message, innerError: { date: '2026-11-23T08:00:00' } } };
}
