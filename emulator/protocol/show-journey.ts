import type { Context } from 'hono';
import type { ActiveJourney } from '../active-journeys.ts';
import { transactionParameter } from '../page-link.ts';
import { errorPage } from '../pages/error-page.ts';
import { renderPage } from '../pages/render-page.ts';
import { policyPath, type Site } from '../site.ts';
import { errorAnswer, errorDescription } from './error-answer.ts';
import { postForm, sendResponse, withQuery } from './send-response.ts';

/** What the browser gets where a journey stands: a page, another site, the application's answer. */
export async function showJourney(
  site: Site,
  context: Context,
  { transaction, stop, csrf }: ActiveJourney,
): Promise<Response> {
  context.header('Cache-Control', 'no-store');
  switch (stop.kind) {
    case 'response':
      return sendResponse(context, stop.response);
    case 'redirect': {
      const { method, url, parameters } = stop.redirect;
      if (method === 'POST') return postForm(context, url, parameters);
      return context.redirect(withQuery(url, parameters));
    }
    case 'page': {
      const page = await renderPage(site, {
        page: stop.page,
        policy: transaction.policy,
        path: policyPath(site, transaction.loaded),
        transId: transactionParameter(transaction.id),
        csrf,
        correlationId: transaction.correlationId,
      });
      return context.html(page);
    }
    case 'failed': {
      const { correlationId, request } = transaction;
      const told = { correlationId, now: site.tenant.now() };
      const answer = errorAnswer(request, stop.fault, told);
      if (answer) return sendResponse(context, answer);
      return context.html(await errorPage(errorDescription(stop.fault, told)), 400);
    }
  }
}
