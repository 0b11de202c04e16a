import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { UnexpectedEvent } from './journey-faults.ts';
import { errorPage } from './pages/error-page.ts';
import { authorize } from './protocol/authorize.ts';
import { discoveryDocument, jsonWebKeySet } from './protocol/discovery.ts';
import { logOut } from './protocol/log-out.ts';
import { answerPageLink, type PageLink, showOpenPage } from './protocol/page-links.ts';
import {
  type PageReply,
  takeControlAction,
  takePhoneFactor,
  takeSelfAsserted,
} from './protocol/page-traffic.ts';
import { providerRoutes } from './protocol/provider-return.ts';
import { samlRoutes } from './protocol/saml-endpoints.ts';
import { takeToken } from './protocol/take-token.ts';
import { takeUserInfo } from './protocol/user-info.ts';
import { originOf, policyOf, policyPath, type Site } from './site.ts';
import { staticRoutes } from './static-files.ts';
import { workbenchRoutes } from './workbench/routes.ts';

/** The places that a policy's endpoints stand at; the last one names the policy as `p`. @see facts engine 3.1 */
const bases = ['/:tenant/:policy', '/tfp/:tenant/:policy', '/:tenant'];

/** The routes of a tenant: those of B2C. They do nothing themselves. */
export function routes(site: Site): Hono {
  const app = new Hono();
  for (const base of bases) {
    const shared = cors({ origin: '*' });
    app.use(`${base}/v2.0/.well-known/openid-configuration`, shared);
    app.use(`${base}/discovery/v2.0/keys`, shared);
    app.use(`${base}/oauth2/v2.0/token`, shared);
    app.use(`${base}/openid/v2.0/userinfo`, shared);
    app.on(['GET', 'POST'], `${base}/oauth2/v2.0/authorize`, (context) => authorize(site, context));
    app.post(`${base}/oauth2/v2.0/token`, (context) => takeToken(site, context));
    app.on(['GET', 'POST'], `${base}/openid/v2.0/userinfo`, (context) =>
      takeUserInfo(site, context),
    );
    app.on(['GET', 'POST'], `${base}/oauth2/v2.0/logout`, (context) => logOut(site, context));
    app.get(`${base}/v2.0/.well-known/openid-configuration`, (context) => discovery(site, context));
    app.get(`${base}/discovery/v2.0/keys`, (context) => keys(site, context));
  }
  pageRoutes(app, site);
  providerRoutes(app, site);
  samlRoutes(app, site);
  staticRoutes(app);
  workbenchRoutes(app, site);
  app.onError(async (fault, context) => {
    if (fault instanceof UnexpectedEvent) return context.html(await errorPage(fault.message), 400);
    site.onFault(fault);
    return context.html(await errorPage('The emulator itself failed: see its log.'), 500);
  });
  return app;
}

function pageRoutes(app: Hono, site: Site): void {
  const reply = (take: (site: Site, context: Context) => Promise<PageReply>) => {
    return async (context: Context) => context.json(await take(site, context).catch(asReply));
  };
  const base = '/:tenant/:policy';
  app.post(`${base}/SelfAsserted`, reply(takeSelfAsserted));
  app.post(
    `${base}/SelfAsserted/DisplayControlAction/:version/:control/:action`,
    reply(takeControlAction),
  );
  app.post(`${base}/Phonefactor/verify`, reply(takePhoneFactor));
  const links: readonly PageLink[] = ['confirmed', 'unified', 'forgotPassword', 'cancelled'];
  for (const link of links) {
    app.get(`${base}/api/:api/${link}`, (context) => answerPageLink(site, context, link));
  }
  app.get(`${base}/api/Emulator/resumed`, (context) => showOpenPage(site, context));
}

/** A page that is not open any more says so where the user is. @see facts engine 3.8, 90046 */
function asReply(fault: unknown): PageReply {
  if (fault instanceof UnexpectedEvent) {
    return { status: '400', errorCode: 'AADB2C90046', message: fault.message };
  }
  throw fault;
}

function discovery(site: Site, context: Context) {
  const loaded = policyOf(site, context);
  if (!loaded) return context.notFound();
  const address = { origin: originOf(context), path: policyPath(site, loaded) };
  return context.json(discoveryDocument(site.tenant, loaded, address));
}

async function keys(site: Site, context: Context) {
  const loaded = policyOf(site, context);
  return loaded ? context.json(await jsonWebKeySet(site.tenant, loaded)) : context.notFound();
}
