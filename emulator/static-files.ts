import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Hono } from 'hono';

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

const own = [
  'page.js',
  'page-verification.js',
  'page-phone.js',
  'page.css',
  'workbench.css',
  'trace.js',
  'trace-again.js',
  'trace-bars.js',
  'trace-events.js',
  'trace-panels.js',
  'trace-secret.js',
  'trace-stream.js',
  'make.js',
  'controls.js',
  'person.js',
  'signed-in.js',
  'banner.js',
  'findings.js',
];

/** Our scripts and styles, and the jQuery that scripts of customers expect. @see facts engine 4.2 */
const files = new Map<string, () => URL | string>(
  own.map((name) => [name, () => new URL(`./assets/${name}`, import.meta.url)]),
);
files.set('jquery.js', () => createRequire(import.meta.url).resolve('jquery/dist/jquery.min.js'));

/** Serves the files of pages under `/_emulator/static/`. */
export function staticRoutes(app: Hono): void {
  app.get('/favicon.ico', (context) => context.body(null, 204));
  for (const [name, url] of files) {
    const type = types[name.split('.').at(-1) ?? ''] ?? 'text/plain';
    app.get(`/_emulator/static/${name}`, async (context) => {
      const text = await readFile(url(), 'utf8');
      return context.body(text, 200, { 'content-type': type, 'x-content-type-options': 'nosniff' });
    });
  }
}
