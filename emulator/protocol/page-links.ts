import type { Context } from 'hono';
import { UnexpectedEvent } from '../journey-faults.ts';
import type { UserEvent } from '../page.ts';
import type { Site } from '../site.ts';
import { journeyOfPage } from './page-traffic.ts';
import { showJourney } from './show-journey.ts';

/** Where a page's links and its script lead the browser. @see facts engine 4.4 */
export type PageLink = 'confirmed' | 'unified' | 'forgotPassword' | 'cancelled';

/** Lets the journey take a link of its page, and shows where it stands then. */
export async function answerPageLink(
  site: Site,
  context: Context,
  link: PageLink,
): Promise<Response> {
  const open = journeyOfPage(site, context);
  const { transaction, stop } = open;
  if (stop.kind === 'failed' || stop.kind === 'response') return showJourney(site, context, open);
  const journey = await site.journeys.act(transaction.id, eventOf(context, link));
  return showJourney(site, context, journey);
}

/** Shows the page that is open: where the workbench leads a browser after a journey ran again. */
export async function showOpenPage(site: Site, context: Context): Promise<Response> {
  return showJourney(site, context, journeyOfPage(site, context));
}

function eventOf(context: Context, link: PageLink): UserEvent {
  switch (link) {
    case 'confirmed': {
      const rememberMe = context.req.query('rememberMe');
      return {
        kind: 'confirm',
        ...(rememberMe === undefined ? {} : { rememberMe: rememberMe === 'true' }),
      };
    }
    case 'forgotPassword':
      return { kind: 'forgotPassword' };
    case 'cancelled':
      return { kind: 'cancel' };
    case 'unified':
      return unifiedEvent(context);
  }
}

function unifiedEvent(context: Context): UserEvent {
  const claimsExchangeId = context.req.query('claimsexchange');
  if (claimsExchangeId !== undefined) return { kind: 'select', claimsExchangeId };
  if (context.req.query('local') === 'signup') return { kind: 'signUp' };
  throw new UnexpectedEvent('The link says neither "local=signup" nor a claims exchange.');
}
