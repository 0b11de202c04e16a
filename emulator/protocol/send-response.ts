import type { Context } from 'hono';
import { html } from 'hono/html';
import type { RelyingPartyResponse } from '../response.ts';

/** Sends what a journey ends with to the application, by way of the browser. @see facts engine 3.2 */
export async function sendResponse(
  context: Context,
  response: RelyingPartyResponse,
): Promise<Response> {
  switch (response.kind) {
    case 'json':
      return context.json(response.body as object, response.status as 200);
    case 'saml':
      return response.binding === 'HTTP-POST'
        ? postForm(context, response.url, response.parameters)
        : context.redirect(withQuery(response.url, response.parameters));
    case 'redirect': {
      const { redirectUri, responseMode, parameters } = response;
      if (responseMode === 'form_post') return postForm(context, redirectUri, parameters);
      if (responseMode === 'query') return context.redirect(withQuery(redirectUri, parameters));
      return context.redirect(
        `${redirectUri.split('#')[0]}#${new URLSearchParams([...parameters])}`,
      );
    }
  }
}

/** The URL with more in its query; what is there stays. */
export function withQuery(url: string, parameters: ReadonlyMap<string, string>): string {
  const whole = new URL(url);
  for (const [name, value] of parameters) whole.searchParams.append(name, value);
  return whole.href;
}

/** A form that sends itself; without scripts the user does. */
export async function postForm(
  context: Context,
  url: string,
  parameters: ReadonlyMap<string, string>,
): Promise<Response> {
  const inputs = [...parameters].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const page = html`<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Continue</title></head>
  <body>
    <form method="post" action="${url}">${inputs}<noscript><button>Continue</button></noscript></form>
    <script>document.forms[0].submit();</script>
  </body>
</html>`;
  return context.html(await page);
}
