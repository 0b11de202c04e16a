import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Hono } from 'hono';

const scripts = 'text/javascript; charset=utf-8';

/** What pages load: our script and style, and the jQuery that scripts of customers expect. @see facts engine 4.2 */
const files: Readonly<Record<string, { readonly type: string; readonly url: () => URL | string }>> =
  {
    'page.js': { type: scripts, url: () => new URL('./assets/page.js', import.meta.url) },
    'page.css': {
      type: 'text/css; charset=utf-8',
      url: () => new URL('./assets/page.css', import.meta.url),
    },
    'jquery.js': {
      type: scripts,
      url: () => createRequire(import.meta.url).resolve('jquery/dist/jquery.min.js'),
    },
  };

/** Serves the files of pages under `/_emulator/static/`. */
export function staticRoutes(app: Hono): void {
  for (const [name, { type, url }] of Object.entries(files)) {
    app.get(`/_emulator/static/${name}`, async (context) => {
      const text = await readFile(url(), 'utf8');
      return context.body(text, 200, { 'content-type': type, 'x-content-type-options': 'nosniff' });
    });
  }
}
