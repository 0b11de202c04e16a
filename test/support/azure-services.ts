import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { listen } from './listen.ts';
import { identityToken, startManagedIdentity } from './managed-identity.ts';

/** A version of a secret. */
export interface StoredSecret {
  readonly value: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly version: string;
}

/** How often the tenant's calls used which value: what a query of the log says. */
export interface Usage {
  readonly slot: 'current' | 'next';
  readonly calls: number;
}

/** What the services have, which tests read and change. */
export interface AzureState {
  /** By name in lower case, as Key Vault compares them; oldest version first. */
  readonly secrets: Map<string, StoredSecret[]>;
  /** Values that B2C got by key set. */
  readonly policyKeys: Map<string, string[]>;
  usage: readonly Usage[];
  /** Queries of the log. */
  readonly queries: string[];
  /** `METHOD path`, without query, in their order. */
  readonly calls: string[];
  /** Answers that come before any other, as from a service that has its moments. */
  readonly faults: { readonly path: RegExp; readonly status: number }[];
  /** Runs when Key Vault references are read again. */
  onRefresh: () => Promise<void> | void;
}

/** Azure as far as `countersign keys` knows it, on this machine. */
export interface AzureServices {
  readonly state: AzureState;
  /** What azd and the platform would say. */
  readonly env: Readonly<Record<string, string>>;
  /** The newest value of a secret. */
  secret(name: string): string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

const notFound: Answer = {
  status: 404,
  body: { error: { code: 'NotFound', message: 'Nothing.' } },
};

/**
 * Starts Key Vault, Resource Manager, the query interface of logs and Graph's key sets on one port, and
 * the managed identity whose token they ask for.
 */
export async function startAzureServices(t: TestContext): Promise<AzureServices> {
  const state: AzureState = {
    ...{ secrets: new Map(), policyKeys: new Map(), usage: [], queries: [] },
    ...{ calls: [], faults: [], onRefresh: () => {} },
  };
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(state, request);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? '' : JSON.stringify(body));
  });
  const origin = `http://127.0.0.1:${await listen(t, server)}`;
  const identity = await startManagedIdentity(t);
  return {
    state,
    env: { ...environmentOf(origin), ...identity.env },
    secret: (name) => state.secrets.get(name.toLowerCase())?.at(-1)?.value,
  };
}

function environmentOf(origin: string): Record<string, string> {
  return {
    AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
    AZURE_KEY_VAULT_ENDPOINT: origin,
    AZURE_RESOURCE_MANAGER_ENDPOINT: origin,
    AZURE_LOG_ANALYTICS_ENDPOINT: origin,
    AZURE_LOG_ANALYTICS_WORKSPACE_ID: 'workspace',
    AZURE_SUBSCRIPTION_ID: 'subscription',
    AZURE_RESOURCE_GROUP: 'group',
    AZURE_FUNCTION_NAME: 'app',
    GRAPH_ENDPOINT: origin,
  };
}

async function answer(state: AzureState, request: IncomingMessage): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  const { pathname: path } = new URL(url, 'http://localhost');
  state.calls.push(`${method} ${path}`);
  if (headers.authorization !== `Bearer ${identityToken}`) return { status: 401, body: {} };
  const fault = state.faults.findIndex((each) => each.path.test(path));
  if (fault >= 0) return { status: state.faults.splice(fault, 1)[0]?.status ?? 500, body: {} };
  const hasBody = method !== 'GET' && Number(headers['content-length'] ?? 0) > 0;
  const body = hasBody ? ((await json(request)) as Call['body']) : {};
  return route(state, { method, path, body });
}

async function route(state: AzureState, call: Call): Promise<Answer> {
  if (call.path.startsWith('/secrets/')) return vault(state, call);
  if (call.path.startsWith('/beta/trustFramework/keySets')) return keySets(state, call);
  if (call.path === '/v1.0/organization') return organization;
  if (call.path.endsWith('/config/configreferences/appsettings/refresh')) {
    await state.onRefresh();
    return { status: 200 };
  }
  if (call.path === '/v1/workspaces/workspace/query') return query(state, call);
  return notFound;
}

const organization: Answer = {
  status: 200,
  body: {
    value: [
      {
        id: '5f0c1f6e-3f0e-4b35-9d0b-6c2f7f4b1a00',
        verifiedDomains: [{ name: 'alderlakerowing.onmicrosoft.com', isInitial: true }],
      },
    ],
  },
};

function vault({ secrets }: AzureState, { method, path, body }: Call): Answer {
  const [, , name = '', version] = path.split('/');
  const versions = secrets.get(name.toLowerCase()) ?? [];
  if (method === 'PUT') {
    if (typeof body['value'] !== 'string') return { status: 400, body: {} };
    const tags = (body['tags'] ?? {}) as StoredSecret['tags'];
    const made = { value: body['value'], tags, version: `v${versions.length + 1}` };
    secrets.set(name.toLowerCase(), [...versions, made]);
    return bundle(name, made);
  }
  const found = version ? versions.find((each) => each.version === version) : versions.at(-1);
  if (found === undefined) return notFound;
  if (method === 'GET') return bundle(name, found);
  const tagged = { ...found, tags: body['tags'] as StoredSecret['tags'] };
  const changed = versions.map((each) => (each === found ? tagged : each));
  secrets.set(name.toLowerCase(), changed);
  return bundle(name, tagged);
}

function bundle(name: string, { value, tags, version }: StoredSecret): Answer {
  const id = `https://vault.example/secrets/${name}/${version}`;
  return { status: 200, body: { value, id, tags, attributes: { enabled: true } } };
}

function keySets({ policyKeys }: AzureState, { method, path, body }: Call): Answer {
  const [id, action] = path.split('/').slice(4);
  if (id === undefined) {
    policyKeys.set(String(body['id']), []);
    return { status: 201, body: { id: body['id'], keys: [] } };
  }
  const values = policyKeys.get(id);
  if (values === undefined) return notFound;
  if (method === 'POST' && action === 'uploadSecret') values.push(String(body['k']));
  return { status: 200, body: { id, keys: values.map((_, index) => ({ kid: `${index}` })) } };
}

function query({ usage, queries }: AzureState, { body }: Call): Answer {
  queries.push(String(body['query']));
  const columns = [{ name: 'slot' }, { name: 'calls' }];
  const rows = usage.map(({ slot, calls }) => [slot, calls]);
  return { status: 200, body: { tables: [{ name: 'PrimaryResult', columns, rows }] } };
}
