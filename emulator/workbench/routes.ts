import type { Context, Hono } from 'hono';
import type { Html } from '../pages/field-html.ts';
import { originOf, type Site } from '../site.ts';
import { newSecret } from '../tenant.ts';
import { controlsPage } from './controls-html.ts';
import { workbenchDataRoutes } from './data-routes.ts';
import { findingsState } from './findings-html.ts';
import { functionsPage } from './functions-html.ts';
import { importedPage, importPage } from './import-html.ts';
import { inboxPage, journeysPage } from './lists-html.ts';
import { peopleRoutes } from './people-routes.ts';
import { policiesPage } from './policies-html.ts';
import { providersPage } from './providers-html.ts';
import { journeyPage, runPage, signedInPage } from './run-html.ts';
import { settingsPage } from './settings-html.ts';
import { protect, showPage } from './show-page.ts';

const pages: Readonly<Record<string, (site: Site) => Html | Promise<Html>>> = {
  '/': policiesPage,
  '/_emulator/journeys': journeysPage,
  '/_emulator/inbox': inboxPage,
  '/_emulator/providers': providersPage,
  '/_emulator/functions': functionsPage,
  '/_emulator/settings': settingsPage,
  '/_emulator/controls': controlsPage,
  '/_emulator/recorder': () => importPage(),
};

/** The pages of the workbench. No policy's HTML is ever among them. */
export function workbenchRoutes(app: Hono, site: Site): void {
  for (const [path, make] of Object.entries(pages)) {
    app.get(
      path,
      showPage(() => make(site)),
    );
  }
  peopleRoutes(app, site);
  app.get(
    '/_emulator/run/:policy',
    showPage((context) => run(site, context)),
  );
  app.get(
    '/_emulator/journeys/:id',
    showPage((context) => {
      const journey = site.journeys.find(context.req.param('id') ?? '');
      return journey && journeyPage(journey);
    }),
  );
  app.post('/_emulator/recorder', showPage(takeLog));
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

function run(site: Site, context: Context): Html | undefined {
  const loaded = site.tenant.policies.find(context.req.param('policy') ?? '');
  return loaded && runPage(site, loaded, newSecret(site.tenant), originOf(context));
}

async function takeLog(context: Context): Promise<Html> {
  const { file, text, journey } = await context.req.parseBody();
  const log = file instanceof File && file.size > 0 ? await file.text() : String(text ?? '');
  return importedPage(log, Number(journey) || 1);
}
