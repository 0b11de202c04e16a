import type {
  HttpHandler,
  HttpRequest,
  HttpResponseInit,
  InvocationContext,
} from '@azure/functions';
import { authenticatorFor } from './authenticate.ts';
import { contractDigest } from './contract-digest.ts';
import { judgment, type Probe, type ReadinessOptions } from './readiness.ts';
import { secureHeaders } from './response.ts';
import { servedProfiles } from './serve.ts';
import { telemetryState } from './telemetry.ts';

/** The setting that lets an operator read more than ready or not; `Health__Key__Next` beside it. */
const keySetting = 'Health__Key';
const authentication = { type: 'ApiKeyHeader', header: 'x-health-key', key: keySetting } as const;

/**
 * For probes, anonymous: ready (200) or not (503), and nothing else; the log says what is missing, once
 * a judgment. Whoever sends the key of the setting `Health__Key` in `x-health-key` reads it in the
 * answer too. A key that is wrong, or asked for where none is set, is answered as no key at all.
 */
export function health(probes: readonly Probe[], options: ReadinessOptions = {}): HttpHandler {
  const judge = judgment(probes, options);
  return async (request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> => {
    const { problems, isNew } = await judge();
    if (isNew) for (const problem of problems) context.error(`health: ${problem}`);
    const [status, word] = problems.length === 0 ? [200, 'ok'] : [503, 'unavailable'];
    const details = (await mayReadDetails(request, options)) ? detailsOf(problems) : {};
    return { status, headers: secureHeaders, jsonBody: { status: word, ...details } };
  };
}

async function mayReadDetails(
  request: HttpRequest,
  { environment = process.env, now = () => new Date() }: ReadinessOptions,
): Promise<boolean> {
  if (!request.headers.has(authentication.header) || !environment[keySetting]) return false;
  try {
    const authenticate = await authenticatorFor(
      { id: 'health', authentication },
      { environment, now },
    );
    await authenticate(request);
    return true;
  } catch {
    return false;
  }
}

function detailsOf(problems: readonly string[]) {
  const profiles = servedProfiles().filter(({ isOwn }) => !isOwn);
  const contract = contractDigest(profiles);
  return { problems, profiles: profiles.length, contract, telemetry: telemetryState() };
}
