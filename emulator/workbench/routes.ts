import type { Context, Hono } from 'hono';
import type { Html } from '../pages/field-html.ts';
import { pagesOrigin } from '../run-url.ts';
import { originOf, type Site } from '../site.ts';
import { newSecret } from '../tenant.ts';
import { controlsPage } from './controls-html.ts';
import { findingsState } from './findings-html.ts';
import { functionsPage } from './functions-html.ts';
import { importedPage, importPage } from './import-html.ts';
import { journeyData } from './journey-data.ts';
import { journeyTest } from './journey-test.ts';
import { inboxPage, journeysPage, peoplePage } from './lists-html.ts';
import { policiesPage } from './policies-html.ts';
import { journeyPage, runPage, signedInPage } from './run-html.ts';
import { sourceLines } from './source-lines.ts';

/** The pages of the workbench. No policy's HTML is ever among them. */
export function workbenchRoutes(app: Hono, site: Site): void {
  const show =
    (make: (context: Context) => Html | Promise<Html> | undefined) => async (context: Context) => {
      const page = await make(context);
      const framed = pagesOrigin(originOf(context));
      context.header(
        'Content-Security-Policy',
        `default-src 'self'; frame-src 'self' ${framed}; frame-ancestors 'none'`,
      );
      context.header('X-Content-Type-Options', 'nosniff');
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
  app.get('/_emulator/signed-in', async (context) => context.html(await signedInPage()));
  app.get('/_emulator/workbench/findings', (context) => context.json(findingsState(site)));
  // The banner of pages asks it, which are at another origin: it tells how many findings there are, and no more.
  app.get('/_emulator/static/findings.json', (context) => {
    const { words, isChecking } = findingsState(site);
    return context.json({ words, isChecking });
  });
  app.get('/_emulator/workbench/journeys/:id', (context) => journeyJson(site, context));
  app.get('/_emulator/workbench/test/:id', (context) => testText(site, context));
  app.get('/_emulator/workbench/log/:correlationId', (context) => logJson(site, context));
  app.get('/_emulator/workbench/source', (context) => sourceJson(site, context));
}

function run(site: Site, context: Context): Html | undefined {
  const loaded = site.tenant.policies.find(context.req.param('policy') ?? '');
  return loaded && runPage(site, loaded, newSecret(site.tenant), originOf(context));
}

/** By transaction, or `run=` for the one that a page of the workbench has started. */
function journeyJson(site: Site, context: Context) {
  const id = context.req.param('id') ?? '';
  const wanted = context.req.query('run');
  const journey =
    wanted === undefined
      ? site.journeys.find(id)
      : site.journeys.all().findLast(({ transaction }) => transaction.request.state === wanted);
  if (!journey) return context.json(null);
  return context.json(journeyData(journey, Number(context.req.query('after') ?? 0) || 0));
}

async function takeLog(context: Context): Promise<Html> {
  const { file, text, journey } = await context.req.parseBody();
  const log = file instanceof File && file.size > 0 ? await file.text() : String(text ?? '');
  return importedPage(log, Number(journey) || 1);
}

function testText({ journeys }: Site, context: Context) {
  const journey = journeys.find(context.req.param('id') ?? '');
  return journey ? context.text(journeyTest(journey)) : context.notFound();
}

/** `lines` is null where the functions run elsewhere. */
function logJson({ functionLog }: Site, context: Context) {
  const correlationId = context.req.param('correlationId') ?? '';
  return context.json({ lines: functionLog?.linesOf(correlationId) ?? null });
}

async function sourceJson(site: Site, context: Context) {
  const line = Number(context.req.query('line'));
  const lines = await sourceLines(site, context.req.query('file') ?? '', line);
  return lines ? context.json(lines) : context.notFound();
}
