import { html, raw } from 'hono/html';
import type { Html } from '../pages/field-html.ts';

const places = [
  ['Policies', '/'],
  ['Journeys', '/_emulator/journeys'],
  ['Inbox', '/_emulator/inbox'],
  ['People', '/_emulator/people'],
  ['Providers', '/_emulator/providers'],
  ['Functions', '/_emulator/functions'],
  ['Controls', '/_emulator/controls'],
  ['Settings', '/_emulator/settings'],
  ['Recorder', '/_emulator/recorder'],
] as const;

/** The frame of every workbench page. */
export function shell(
  { title, script, data }: { title: string; script?: string; data?: unknown },
  body: Html,
): Html {
  const json = data === undefined ? '' : JSON.stringify(data).replaceAll('<', '\\u003c');
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title} · Countersign</title>
    <link rel="stylesheet" href="/_emulator/static/workbench.css" />
    ${json === '' ? '' : html`<script type="application/json" id="data">${raw(json)}</script>`}
    ${script === undefined ? '' : html`<script type="module" src="/_emulator/static/${script}"></script>`}
  </head>
  <body>
    <header class="bar" aria-label="Countersign">
      <a class="brand" href="/">Countersign</a>
      <nav aria-label="Workbench">
        ${places.map(([name, path]) => html`<a href="${path}" ${name === title ? html`aria-current="page"` : ''}>${name}</a>`)}
      </nav>
      <span class="local">A local emulator: nothing leaves this machine.</span>
    </header>
    ${body}
  </body>
</html>`;
}
