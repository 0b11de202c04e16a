import type { Context } from 'hono';
import type { JourneyFailed } from '../../shared/errors.ts';
import type { ActiveJourney } from '../active-journeys.ts';
import type { Page } from '../page.ts';
import { transactionParameter } from '../page-link.ts';
import { errorPage } from '../pages/error-page.ts';
import { loadTemplate } from '../pages/load-template.ts';
import { renderPage } from '../pages/render-page.ts';
import { samlFailure } from '../saml/issue-assertion.ts';
import { keepSession, policyPath, type Site } from '../site.ts';
import { errorAnswer, errorDescription } from './error-answer.ts';
import { sayWhoMayFrame } from './journey-framing.ts';
import { postForm, sendResponse, withQuery } from './send-response.ts';

/** What the browser gets where a journey stands: a page, another site, the application's answer. */
export async function showJourney(
  site: Site,
  context: Context,
  { transaction, stop, csrf }: ActiveJourney,
): Promise<Response> {
  context.header('Cache-Control', 'no-store');
  keepSession(site, context, transaction.session);
  if (stop.kind === 'page' || stop.kind === 'failed') sayWhoMayFrame(context, transaction.policy);
  switch (stop.kind) {
    case 'response':
      return sendResponse(context, stop.response);
    case 'redirect': {
      const { method, url, parameters } = stop.redirect;
      if (method === 'POST') return postForm(context, url, parameters);
      return context.redirect(withQuery(url, parameters));
    }
    case 'page':
      return context.html(await pageHtml(site, { transaction, csrf }, stop.page));
    case 'failed':
      return showFailure(site, context, { transaction, fault: stop.fault });
  }
}

async function pageHtml(
  site: Site,
  { transaction, csrf }: Pick<ActiveJourney, 'transaction' | 'csrf'>,
  page: Page,
) {
  const { policy, loaded, id, correlationId } = transaction;
  const template = await loadTemplate(site, transaction, page);
  return renderPage({
    ...{ page, policy },
    ...(template === undefined ? {} : { template: template.html }),
    address: {
      path: policyPath(site, loaded),
      policyId: policy.policyId,
      transId: transactionParameter(id),
      ...{ csrf, correlationId, remoteResource: template?.url ?? '' },
      retryLimit: site.tenant.settings.retryLimit,
    },
  });
}

interface Failure extends Pick<ActiveJourney, 'transaction'> {
  readonly fault: JourneyFailed;
}

/** The application is told where it may be; else who looks at the page. */
async function showFailure(
  { tenant }: Site,
  context: Context,
  { transaction, fault }: Failure,
): Promise<Response> {
  const { correlationId, request } = transaction;
  const told = { correlationId, now: tenant.now() };
  const answer = request.saml
    ? await samlFailure(transaction, fault)
    : errorAnswer(request, fault, told);
  if (answer) return sendResponse(context, answer);
  return context.html(await errorPage(errorDescription(fault, told)), 400);
}
