import { createServer, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from './listen.ts';
import type { Scope } from './scope.ts';

/** What the server does to whoever asks for groups. */
export type GraphMood =
  | 'well'
  | 'down'
  | 'busy'
  | 'hangs'
  | 'forbidden'
  | 'leads-astray'
  | 'talks-rot';

/** A server in the shape of Microsoft Graph and its token endpoint. */
export interface GraphServer {
  /** What the functions need to ask it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Groups by account; in pages of two. An account that is not there is 404. */
  readonly members: Map<string, readonly string[]>;
  /** How often groups were asked for, tokens not counted. */
  asked(): number;
  tokens(): number;
  setMood(mood: GraphMood): void;
  /** No token that was given is good any more. */
  revokeTokens(): void;
}

const pageSize = 2;
const credentials = { client_id: 'graph-client', client_secret: 'graph-secret' };

/** Starts one for a test or a whole file. */
export async function startGraphServer(scope: Scope): Promise<GraphServer> {
  const members = new Map<string, readonly string[]>();
  const good = new Set<string>();
  let [asked, tokens] = [0, 0];
  let mood: GraphMood = 'well';
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    if (url.pathname.endsWith('/token')) {
      tokens += 1;
      return sendToken(await text(request), { url, response, good, count: tokens });
    }
    asked += 1;
    const isKnown = good.has(request.headers.authorization?.replace('Bearer ', '') ?? '');
    if (!isKnown) return send(response, 401, { error: { code: 'InvalidAuthenticationToken' } });
    return sendGroups(url, { response, members, mood });
  });
  const url = `http://127.0.0.1:${await listen(scope, server)}`;
  return {
    settings: {
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development', // it speaks HTTP
      Graph__ClientId: credentials.client_id,
      Graph__ClientSecret: credentials.client_secret,
      Graph__TokenEndpoint: `${url}/tenant/oauth2/v2.0/token`,
      Graph__Url: `${url}/v1.0`,
    },
    members,
    asked: () => asked,
    tokens: () => tokens,
    setMood: (to) => {
      mood = to;
    },
    revokeTokens: () => good.clear(),
  };
}

interface TokenAnswer {
  readonly url: URL;
  readonly response: ServerResponse;
  readonly good: Set<string>;
  readonly count: number;
}

function sendToken(body: string, { url, response, good, count }: TokenAnswer): void {
  const wanted = { grant_type: 'client_credentials', scope: `${url.origin}/.default` };
  const given = Object.fromEntries(new URLSearchParams(body));
  const isRight = Object.entries({ ...credentials, ...wanted }).every(
    ([name, value]) => given[name] === value,
  );
  if (!isRight) {
    send(response, 401, { error: 'invalid_client' });
    return;
  }
  good.add(`token-${count}`);
  send(response, 200, { token_type: 'Bearer', access_token: `token-${count}`, expires_in: 3599 });
}

interface GroupsAnswer {
  readonly response: ServerResponse;
  readonly members: ReadonlyMap<string, readonly string[]>;
  readonly mood: GraphMood;
}

/** What it says when it is not well. */
const complaints: Readonly<
  Partial<Record<GraphMood, [status: number, body: object, headers?: object]>>
> = {
  down: [503, {}],
  busy: [429, {}, { 'retry-after': '30' }],
  forbidden: [403, { error: {} }],
  'talks-rot': [200, { value: 'no list' }],
};

function sendGroups(url: URL, { response, members, mood }: GroupsAnswer): void {
  if (mood === 'hangs') return;
  const path = /^\/v1\.0\/users\/([^/]+)\/transitiveMemberOf$/.exec(url.pathname);
  const groups = members.get(decodeURIComponent(path?.[1] ?? ''));
  const complaint = complaints[mood];
  if (complaint) send(response, ...complaint);
  else if (groups) send(response, 200, pageOf(groups, { url, mood }));
  else send(response, 404, { error: { code: 'Request_ResourceNotFound' } });
}

function pageOf(groups: readonly string[], { url, mood }: { url: URL; mood: GraphMood }): object {
  const from = Number(url.searchParams.get('$skiptoken') ?? 0);
  const value = groups
    .slice(from, from + pageSize)
    .map((id) => ({ '@odata.type': '#microsoft.graph.group', id }));
  const next = new URL(url);
  next.searchParams.set('$skiptoken', String(from + pageSize));
  if (mood === 'leads-astray') next.host = 'evil.example';
  const hasMore = from + pageSize < groups.length;
  return { value, ...(hasMore && { '@odata.nextLink': next.href }) };
}

function send(response: ServerResponse, status: number, body: object, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}
