import type { MiddlewareHandler } from 'hono';

/**
 * Says on every page that it is none of B2C's. An element of no known name at the end of the body, which
 * takes no clicks: no selector of a customer's style or script finds it. A landmark, so that a screen
 * reader finds it where all else of the page is in one.
 */
const banner =
  '<countersign-emulator role="complementary" aria-label="Local emulator" style="position:fixed;z-index:2147483647;inset:auto auto 0 0;' +
  'padding:2px 8px;font:12px/1.5 system-ui,sans-serif;color:#fff;background:#5b2a86;' +
  'border-top-right-radius:6px;pointer-events:none">Local emulator</countersign-emulator>';

/** Adds the banner to whatever is HTML. */
export const addBanner: MiddlewareHandler = async (context, next) => {
  await next();
  const { res } = context;
  const { path } = context.req;
  if (path === '/' || path.startsWith('/_emulator/')) return; // the workbench says it itself
  if (!/^text\/html\b/i.test(res.headers.get('content-type') ?? '')) return;
  const page = await res.text();
  const end = page.toLowerCase().lastIndexOf('</body>');
  const text = end < 0 ? `${page}${banner}` : `${page.slice(0, end)}${banner}${page.slice(end)}`;
  const headers = new Headers(res.headers);
  headers.delete('content-length');
  context.res = undefined; // else hono would merge the headers of both
  context.res = new Response(text, { status: res.status, headers });
};
