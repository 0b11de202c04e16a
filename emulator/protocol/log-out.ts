import type { Context } from 'hono';
import { JourneyFailed } from '../../shared/errors.ts';
import { errorPage } from '../pages/error-page.ts';
import { originOf, policyOf, type Site, sessionOf } from '../site.ts';
import { newId } from '../tenant.ts';
import { endSession } from './end-session.ts';
import { errorDescription } from './error-answer.ts';
import { logOutTarget } from './log-out-request.ts';
import { readParameters } from './read-parameters.ts';
import { withQuery } from './send-response.ts';

/**
 * Ends the session, tells the applications that got tokens in it, and goes where the application says.
 * A request that is refused leaves the session as it is. @see facts engine 3.7
 */
export async function logOut(site: Site, context: Context): Promise<Response> {
  const { tenant, applications } = site;
  const loaded = policyOf(site, context);
  if (!loaded) return context.notFound();
  const parameters = await readParameters(context);
  try {
    const call = { parameters, origin: originOf(context), applications };
    const target = await logOutTarget(tenant, loaded, call);
    const state = parameters.get('state');
    const url = withQuery(target, new Map(state === undefined ? [] : [['state', state]]));
    return await endSession(site, context, { session: sessionOf(site, context), leave: url });
  } catch (fault) {
    if (!(fault instanceof JourneyFailed)) throw fault;
    const told = { correlationId: newId(tenant), now: tenant.now() };
    return context.html(await errorPage(errorDescription(fault, told)), 400);
  }
}
