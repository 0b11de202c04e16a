import type { Context } from 'hono';
import { JourneyFailed } from '../../shared/errors.ts';
import type { JourneyRequest } from '../journey-request.ts';
import type { LoadedPolicy } from '../policy-library.ts';
import { originOf, policyOf, type Site } from '../site.ts';
import { SsoSession } from '../sso-session.ts';
import { startJourney } from '../start-journey.ts';
import { newId } from '../tenant.ts';
import { errorAnswer } from './error-answer.ts';
import { readParameters } from './read-parameters.ts';

/** Answers the userinfo endpoint: runs the journey that the relying party has for it. @see facts engine 3.7 */
export async function takeUserInfo(site: Site, context: Context): Promise<Response> {
  context.header('Cache-Control', 'no-store');
  const loaded = policyOf(site, context);
  const journeyId = loaded && userInfoJourney(loaded);
  if (!loaded || journeyId === undefined) return context.notFound();
  const { status, body } = await answer(site, loaded, { journeyId, request: await read(context) });
  if (status === 401) context.header('WWW-Authenticate', 'Bearer error="invalid_token"');
  return context.json(body as object, status as 200);
}

/** A journey without an AuthorizationTechnicalProfile would tell everybody: it is none. */
function userInfoJourney({ policy }: LoadedPolicy): string | undefined {
  const endpoints = policy.relyingParty?.endpoints ?? [];
  const endpoint = endpoints.find(({ id }) => id.toLowerCase() === 'userinfo');
  const journey = endpoint && policy.userJourneys.get(endpoint.userJourneyReferenceId);
  return journey && journey.authorizationTechnicalProfiles.length > 0 ? journey.id : undefined;
}

/** The token stands in the header, or in the form of a POST. */
async function read(context: Context): Promise<JourneyRequest> {
  const [, inHeader] = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
  const parameters = await readParameters(context);
  const inForm = context.req.method === 'POST' ? parameters.get('access_token') : undefined;
  const bearerToken = inHeader ?? inForm;
  return {
    ...{ endpoint: 'userInfo', parameters: new Map(), origin: originOf(context), clientId: '' },
    ...{ responseTypes: new Set(), scopes: [], languages: [], ipAddress: '127.0.0.1' },
    ...(bearerToken === undefined ? {} : { bearerToken }),
  };
}

async function answer(
  { tenant }: Site,
  loaded: LoadedPolicy,
  { journeyId, request }: { readonly journeyId: string; readonly request: JourneyRequest },
): Promise<{ readonly status: number; readonly body: unknown }> {
  const correlationId = newId(tenant);
  const session = new SsoSession();
  const start = { tenant, loaded, session, request, journeyId, correlationId };
  const { stop } = await startJourney(start);
  if (stop.kind === 'response' && stop.response.kind === 'json') return stop.response;
  const fault =
    stop.kind === 'failed'
      ? stop.fault
      : new JourneyFailed('The journey answers no userinfo request.');
  const told = errorAnswer(request, fault, { correlationId, now: tenant.now() });
  return told?.kind === 'json' ? told : { status: 500, body: { error: 'server_error' } };
}
