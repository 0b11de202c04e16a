import { JourneyFailed } from '../shared/errors.ts';
import type { ProfileRun } from './profile-run.ts';
import type { ProviderEndpoint } from './provider-endpoints.ts';

/** What a provider answered to the engine itself. */
export interface ProviderReply {
  readonly status: number;
  readonly text: string;
}

/** A call of the engine to a provider. */
export interface ProviderRequest {
  /** What the trace calls it: `token endpoint`. */
  readonly what: string;
  readonly method: 'GET' | 'POST';
  /** In the query of a GET, as a form of a POST. */
  readonly parameters?: ReadonlyMap<string, string>;
  readonly headers?: Readonly<Record<string, string>>;
}

const timeoutMs = 30_000;

/**
 * Asks a provider. Parameters and answers are no part of the trace: they hold secrets.
 * @throws {JourneyFailed} AADB2C90289 where there is no answer
 */
export async function callProvider(
  run: ProfileRun,
  endpoint: ProviderEndpoint,
  request: ProviderRequest,
): Promise<ProviderReply> {
  const start = performance.now();
  const [url = ''] = endpoint.url.split('?');
  try {
    const response = await send(run, endpoint, request);
    const reply = { status: response.status, text: await response.text() };
    const text = `${request.what}: ${reply.status}`;
    const details = { url, method: request.method, status: reply.status };
    const durationMs = performance.now() - start;
    run.trace({ kind: 'http', phase: 'Execution', text, durationMs, details });
    return reply;
  } catch (cause) {
    const message = `The ${request.what} of "${run.profile.id}" (${url}) cannot be reached.`;
    throw new JourneyFailed(message, { aadb2cCode: 'AADB2C90289', cause });
  }
}

function send(
  { tenant }: ProfileRun,
  endpoint: ProviderEndpoint,
  { method, parameters = new Map(), headers = {} }: ProviderRequest,
): Promise<Response> {
  const isForm = method === 'POST';
  const fields = new URLSearchParams([...parameters]);
  const url = new URL(endpoint.url);
  if (!isForm) for (const [name, value] of fields) url.searchParams.append(name, value);
  const init: RequestInit = {
    method,
    headers: { accept: 'application/json', ...headers },
    ...(isForm ? { body: fields } : {}),
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  };
  return endpoint.isStandIn
    ? tenant.standIns.fetch(new Request(url, init))
    : tenant.fetch(url, init);
}
