import type { Context, Hono } from 'hono';
import { isOwnBrowser, isThisMachine } from '../api/callers.ts';
import type { Site } from '../site.ts';
import { findingsState } from './findings-html.ts';
import { journeyStream } from './journey-stream.ts';
import { journeyTest } from './journey-test.ts';
import { sourceLines } from './source-lines.ts';

/** What scripts of the workbench ask for. It is theirs alone, and no part of the API for tests. */
export function workbenchDataRoutes(app: Hono, site: Site): void {
  app.use('/_emulator/workbench/*', async (context, next) => {
    if (!isThisMachine(context) || !isOwnBrowser(context)) {
      return context.text('This is only for the workbench.', 403);
    }
    context.header('Cache-Control', 'no-store');
    context.header('X-Content-Type-Options', 'nosniff');
    return next();
  });
  app.get('/_emulator/workbench/stream', (context) => journeyStream(site, context));
  app.get('/_emulator/workbench/journeys/:id/claims/:event/:claim', (context) =>
    claimJson(site, context),
  );
  app.get('/_emulator/workbench/test/:id', (context) => testText(site, context));
  app.get('/_emulator/workbench/log/:correlationId', (context) => logJson(site, context));
  app.get('/_emulator/workbench/findings', (context) => context.json(findingsState(site)));
  app.get('/_emulator/workbench/source', (context) => sourceJson(site, context));
}

/**
 * One masked value of a journey, for the person who has clicked on it. Only a script of this origin gets
 * it: no program, no page that is opened.
 */
function claimJson({ journeys }: Site, context: Context) {
  if (context.req.header('sec-fetch-site') !== 'same-origin') {
    return context.text('This is only for the workbench.', 403);
  }
  const { id = '', event, claim: claimTypeReferenceId = '' } = context.req.param();
  const isBefore = context.req.query('before') !== undefined;
  const wanted = { event: Number(event), claimTypeReferenceId, isBefore };
  const value = journeys.find(id)?.transaction.trace.reveal(wanted);
  return value === undefined ? context.notFound() : context.json({ value });
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
