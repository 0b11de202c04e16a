import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** B2C's error page: what cannot be told to the application. @see facts engine 3.5, 4.3 */
export function errorPage(description: string): Promise<HtmlEscapedString> | HtmlEscapedString {
  const [first = '', ...rest] = description.split('\r\n').filter((line) => line !== '');
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Error</title>
    <link rel="stylesheet" href="/_emulator/static/page.css" />
  </head>
  <body>
    <main class="error-page" id="api" data-name="GlobalException">
      <h1>We can't sign you in</h1>
      <p class="error" role="alert">${first}</p>
      <p class="details">${rest.join(' · ')}</p>
    </main>
  </body>
</html>`;
}
