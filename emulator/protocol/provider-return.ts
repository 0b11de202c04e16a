import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { UnexpectedEvent } from '../journey-faults.ts';
import { stateOf } from '../provider-answer.ts';
import type { Site } from '../site.ts';
import { readParameters } from './read-parameters.ts';
import { showJourney } from './show-journey.ts';

/** Where providers send the browser back to. @see facts engine 2.6, 2.7, 3.1 */
const returnPaths = [
  '/:tenant/oauth2/authresp',
  '/:tenant/:policy/oauth2/authresp',
  '/:tenant/:policy/oauth1/authresp',
  '/:tenant/:policy/samlp/sso/assertionconsumer',
];

/** The stand-ins, and the endpoints that they and real providers answer to. */
export function providerRoutes(app: Hono, site: Site): void {
  app.route('/', site.tenant.standIns.routes);
  for (const path of returnPaths) {
    app.on(['GET', 'POST'], path, (context) => takeProviderAnswer(site, context));
  }
}

/** Lets the journey that waits for this answer take it, and shows where it stands then. */
async function takeProviderAnswer(site: Site, context: Context): Promise<Response> {
  const parameters = await readParameters(context);
  if (parameters.size === 0 && context.req.method === 'GET') return postFragment(context);
  const journey = site.journeys.findByState(stateOf(parameters) ?? '');
  if (!journey) throw new UnexpectedEvent('No journey waits for this answer of a provider.');
  const event = { kind: 'providerAnswer', parameters } as const;
  return showJourney(site, context, await site.journeys.act(journey.transaction.id, event));
}

/** With the response mode fragment the answer never reaches a server by itself. */
async function postFragment(context: Context): Promise<Response> {
  const page = html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Continue</title></head>
  <body>
    <form method="post"></form>
    <script>
      const form = document.forms[0];
      for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
        form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
      }
      if (form.elements.length > 0) form.submit();
    </script>
  </body>
</html>`;
  return context.html(await page);
}
