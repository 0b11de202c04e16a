import type { Context } from 'hono';
import { html } from 'hono/html';
import type { SamlMessageResponse } from '../response.ts';
import { farewellMessage } from '../saml/log-out-application.ts';
import { originOf, type Site } from '../site.ts';
import type { SessionApplication, SsoSession } from '../sso-session.ts';
import { sendResponse, withQuery } from './send-response.ts';

/** An address, or a message for a SAML application. */
type Leave = string | SamlMessageResponse;

/** A session that ends. */
interface SessionEnd {
  readonly session: SsoSession;
  /** What the browser is left with once all is done. */
  readonly leave: Leave;
  /** The application that need not be told, for it has asked. */
  readonly asked?: SessionApplication;
}

/** How an application hears of it, in a hidden frame. */
type Farewell = Leave;

/**
 * Ends the session, tells the applications that got tokens or assertions in it, and lets the browser go on.
 * @see facts engine 3.7, 2.13
 */
export async function endSession(
  site: Site,
  context: Context,
  { session, leave, asked }: SessionEnd,
): Promise<Response> {
  const others = session.applications().filter((application) => application !== asked);
  const told = await Promise.all(others.map((other) => farewellsOf(site, context, other)));
  session.clear();
  if (told.flat().length > 0) return context.html(await signOutPage(told.flat(), leave));
  return typeof leave === 'string' ? context.redirect(leave) : sendResponse(context, leave);
}

async function farewellsOf(
  { tenant, applications }: Site,
  context: Context,
  application: SessionApplication,
): Promise<Farewell[]> {
  const address = applications.find(application.clientId)?.frontChannelLogoutUri;
  const message = await farewellMessage(tenant, application, originOf(context));
  return [address, message].filter((each) => each !== undefined);
}

/** Browsers count the second from when the frames have loaded; then they go on. */
function signOutPage(told: readonly Farewell[], leave: Leave) {
  const url = addressOf(leave);
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    ${url === undefined ? '' : html`<meta http-equiv="refresh" content="1;url=${url}" />`}
    <title>Signing out</title>
  </head>
  <body>
    ${told.map(frame)}
    ${url === undefined ? leaveForm(leave as SamlMessageResponse) : html`<p><a href="${url}">Continue</a></p>`}
    <script>
      for (const form of document.querySelectorAll('form[target]')) form.submit();
      addEventListener('load', () => document.getElementById('leave')?.submit());
    </script>
  </body>
</html>`;
}

/** Undefined: it is a form. */
function addressOf(leave: Leave): string | undefined {
  if (typeof leave === 'string') return leave;
  return leave.binding === 'HTTP-Redirect' ? withQuery(leave.url, leave.parameters) : undefined;
}

function frame(farewell: Farewell, index: number) {
  const url = addressOf(farewell);
  if (url !== undefined) return html`<iframe src="${url}" hidden></iframe>`;
  const { url: action, parameters } = farewell as SamlMessageResponse;
  return html`<iframe name="told-${index}" hidden></iframe>
    <form method="post" action="${action}" target="told-${index}">${inputs(parameters)}</form>`;
}

function leaveForm({ url, parameters }: SamlMessageResponse) {
  return html`<form id="leave" method="post" action="${url}">${inputs(parameters)}<button>Continue</button></form>`;
}

function inputs(parameters: ReadonlyMap<string, string>) {
  return [...parameters].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
}
