import type { Context, Hono } from 'hono';
import type { Html } from '../pages/field-html.ts';
import { pagesOrigin } from '../run-url.ts';
import { originOf, type Site } from '../site.ts';
import { newSecret } from '../tenant.ts';
import { controlsPage } from './controls-html.ts';
import { workbenchDataRoutes } from './data-routes.ts';
import { findingsState } from './findings-html.ts';
import { functionsPage } from './functions-html.ts';
import { importedPage, importPage } from './import-html.ts';
import { inboxPage, journeysPage, peoplePage } from './lists-html.ts';
import { policiesPage } from './policies-html.ts';
import { journeyPage, runPage, signedInPage } from './run-html.ts';

/** The pages of the workbench. No policy's HTML is ever among them. */
export function workbenchRoutes(app: Hono, site: Site): void {
  const show =
    (make: (context: Context) => Html | Promise<Html> | undefined) => async (context: Context) => {
      const page = await make(context);
      const framed = pagesOrigin(originOf(context));
      const forms = "base-uri 'none'; form-action 'self'; object-src 'none'";
      protect(
        context,
        `default-src 'self'; frame-src 'self' ${framed}; frame-ancestors 'none'; ${forms}`,
      );
      return page === undefined ? context.notFound() : context.html(page);
    };
  app.get(
    '/',
    show(() => policiesPage(site)),
  );
  app.get(
    '/_emulator/journeys',
    show(() => journeysPage(site)),
  );
  app.get(
    '/_emulator/inbox',
    show(() => inboxPage(site)),
  );
  app.get(
    '/_emulator/people',
    show(() => peoplePage(site)),
  );
  app.get(
    '/_emulator/run/:policy',
    show((context) => run(site, context)),
  );
  app.get(
    '/_emulator/journeys/:id',
    show((context) => {
      const journey = site.journeys.find(context.req.param('id') ?? '');
      return journey && journeyPage(journey);
    }),
  );
  app.get(
    '/_emulator/functions',
    show(() => functionsPage(site)),
  );
  app.get(
    '/_emulator/controls',
    show(() => controlsPage(site)),
  );
  app.get(
    '/_emulator/recorder',
    show(() => importPage()),
  );
  app.post('/_emulator/recorder', show(takeLog));
  app.get('/_emulator/signed-in', async (context) => {
    protect(context, "default-src 'self'; frame-ancestors 'self'"); // "Run" has it in its frame
    return context.html(await signedInPage());
  });
  // The banner of pages asks it, which are at another origin: it tells how many findings there are, and no more.
  app.get('/_emulator/static/findings.json', (context) => {
    const { words, isChecking } = findingsState(site);
    return context.json({ words, isChecking });
  });
  workbenchDataRoutes(app, site);
}

function protect(context: Context, policy: string): void {
  context.header('Content-Security-Policy', policy);
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'same-origin');
}

function run(site: Site, context: Context): Html | undefined {
  const loaded = site.tenant.policies.find(context.req.param('policy') ?? '');
  return loaded && runPage(site, loaded, newSecret(site.tenant), originOf(context));
}

async function takeLog(context: Context): Promise<Html> {
  const { file, text, journey } = await context.req.parseBody();
  const log = file instanceof File && file.size > 0 ? await file.text() : String(text ?? '');
  return importedPage(log, Number(journey) || 1);
}
