import type { Context } from 'hono';
import { errorPage } from '../pages/error-page.ts';
import { type Site, sessionOf } from '../site.ts';
import { readParameters } from './read-parameters.ts';
import { withQuery } from './send-response.ts';

/** Ends the session, and goes where the application says. @see facts engine 3.7 */
export async function logOut(site: Site, context: Context): Promise<Response> {
  const parameters = await readParameters(context);
  sessionOf(site, context).clear();
  const target = parameters.get('post_logout_redirect_uri');
  const state = parameters.get('state');
  if (target === undefined) {
    return context.html(
      await errorPage('AADB2C90036: The request has no post_logout_redirect_uri.'),
      400,
    );
  }
  if (!/^https?:$/.test(URL.canParse(target) ? new URL(target).protocol : '')) {
    return context.html(
      await errorPage('AADB2C90067: The post_logout_redirect_uri is no web address.'),
      400,
    );
  }
  return context.redirect(
    withQuery(target, new Map(state === undefined ? [] : [['state', state]])),
  );
}
