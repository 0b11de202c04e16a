import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';
import { errorPage } from '../pages/error-page.ts';
import { originOf, policyOf, type Site, sessionOf } from '../site.ts';
import { startJourney } from '../start-journey.ts';
import { newId } from '../tenant.ts';
import { readAuthorizeRequest } from './authorize-request.ts';
import { errorAnswer, errorDescription } from './error-answer.ts';
import { readParameters } from './read-parameters.ts';
import { sendResponse } from './send-response.ts';
import { showJourney } from './show-journey.ts';

/** Answers the authorize endpoint: reads the request, starts the journey, shows its first page. */
export async function authorize(site: Site, context: Context): Promise<Response> {
  const { tenant, applications } = site;
  const loaded = policyOf(site, context);
  if (!loaded) return context.html(await errorPage(unknownPolicy(site, context)), 404);
  const acceptLanguage = context.req.header('accept-language');
  const reading = readAuthorizeRequest(
    {
      parameters: await readParameters(context),
      origin: originOf(context),
      ipAddress: addressOf(context),
      ...(acceptLanguage === undefined ? {} : { acceptLanguage }),
    },
    applications,
    tenant.settings.responseModeOfCode,
  );
  if (reading.kind === 'request') {
    const session = sessionOf(site, context);
    const started = await startJourney({ tenant, loaded, session, request: reading.request });
    return showJourney(site, context, site.journeys.add(started));
  }
  const told = { correlationId: newId(tenant), now: tenant.now() };
  const answer =
    reading.kind === 'answered' ? errorAnswer(reading.request, reading.fault, told) : undefined;
  if (answer) return sendResponse(context, answer);
  return context.html(await errorPage(errorDescription(reading.fault, told)), 400);
}

/** The browser's address; tests call routes without a socket. */
export function addressOf(context: Context): string {
  try {
    return getConnInfo(context).remote.address ?? '127.0.0.1';
  } catch {
    return '127.0.0.1';
  }
}

function unknownPolicy({ tenant }: Site, context: Context): string {
  const wanted = context.req.param('policy') ?? context.req.query('p') ?? '';
  const known = tenant.policies.policies().map(({ policy }) => policy.policyId);
  return `There is no policy "${wanted}" here. There is: ${known.join(', ')}.`;
}
