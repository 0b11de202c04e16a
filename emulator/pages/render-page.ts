import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { EffectivePolicy } from '../../compiler/model.ts';
import type { Page } from '../page.ts';
import type { Site } from '../site.ts';

/** What a page is drawn from. */
export interface PageToRender {
  readonly page: Page;
  readonly policy: EffectivePolicy;
  /** `/contoso.onmicrosoft.com/B2C_1A_SignUpOrSignIn` */
  readonly path: string;
  /** `StateProperties=…` */
  readonly transId: string;
  readonly csrf: string;
  readonly correlationId: string;
}

/** The HTML of a page: all of it is in the page model, and its script acts on that. @see facts engine 4 */
export async function renderPage(_site: Site, to: PageToRender): Promise<HtmlEscapedString> {
  const { page, ...link } = to;
  const { policy: _, ...rest } = link;
  return html`<!doctype html>
<html lang="${page.language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${page.kind}</title>
    <link rel="stylesheet" href="/_emulator/static/page.css" />
  </head>
  <body>
    <main id="api"></main>
    <script type="application/json" id="page">${raw(jsonInHtml({ page, ...rest }))}</script>
    <script src="/_emulator/static/page.js"></script>
  </body>
</html>`;
}

/** JSON that cannot end the script element that it stands in. */
function jsonInHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028');
}
