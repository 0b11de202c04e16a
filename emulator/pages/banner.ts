import type { MiddlewareHandler } from 'hono';
import type { FindingsNow } from '../policy-findings.ts';
import { workbenchOrigin } from '../run-url.ts';
import { originOf } from '../site.ts';

const style =
  'position:fixed;z-index:2147483647;inset:auto auto 0 0;padding:2px 8px;font:12px/1.5 system-ui,sans-serif;' +
  'color:#fff;background:#5b2a86;border-top-right-radius:6px;pointer-events:none';
const linkStyle = 'margin-left:8px;color:#fff;text-decoration:underline;pointer-events:auto';

/** What the banner says of the policies' faults; empty: nothing. */
export function findingsWords({ lint, diagnostics, rejected }: FindingsNow): string {
  if (rejected.length > 0) return 'Policies cannot be read: those from before the edit go on';
  if (lint === 'checking') return 'Checking the policies …';
  const count = (wanted: string) =>
    diagnostics.filter(({ severity }) => severity === wanted).length;
  const said = [count('error'), count('warning')].flatMap((found, index) => {
    const word = index === 0 ? 'error' : 'warning';
    return found === 0 ? [] : [`${found} ${word}${found === 1 ? '' : 's'}`];
  });
  return said.length === 0 ? '' : `${said.join(' and ')} in the policies`;
}

/**
 * Says on every page that it is none of B2C's, and what lint finds in the policies. An element of no known
 * name at the end of the body, which takes no clicks but for its link: no selector of a customer's style or
 * script finds it, but for those of every link. A landmark, so that a screen reader finds it where all else of the page is in one.
 */
function banner(origin: string, now: FindingsNow): string {
  const words = findingsWords(now);
  const isChecking = words !== '' && now.lint === 'checking';
  const script = isChecking
    ? `<script type="module" src="${origin}/_emulator/static/banner.js"></script>`
    : '';
  const link =
    words === ''
      ? ''
      : `<span role="status"><a href="${workbenchOrigin(origin)}/#findings" target="_blank" rel="noopener" style="${linkStyle}">${words}</a></span>`;
  return `<countersign-emulator role="complementary" aria-label="Local emulator" style="${style}">Local emulator${link}</countersign-emulator>${script}`;
}

/** Adds the banner to whatever is HTML. */
export function addBanner(now: () => FindingsNow): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const { res } = context;
    const { path } = context.req;
    if (path === '/' || path.startsWith('/_emulator/')) return; // the workbench says it itself
    if (!/^text\/html\b/i.test(res.headers.get('content-type') ?? '')) return;
    const page = await res.text();
    const added = banner(originOf(context), now());
    const end = page.toLowerCase().lastIndexOf('</body>');
    const text = end < 0 ? `${page}${added}` : `${page.slice(0, end)}${added}${page.slice(end)}`;
    const headers = new Headers(res.headers);
    headers.delete('content-length');
    context.res = undefined; // else hono would merge the headers of both
    context.res = new Response(text, { status: res.status, headers });
  };
}
