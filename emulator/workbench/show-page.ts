import type { Context } from 'hono';
import type { Html } from '../pages/field-html.ts';
import { pagesOrigin } from '../run-url.ts';
import { originOf } from '../site.ts';

/** Answers with a page of the workbench, or with 404 where there is none. */
export function showPage(make: (context: Context) => Html | Promise<Html> | undefined) {
  return async (context: Context) => {
    const page = await make(context);
    const framed = pagesOrigin(originOf(context));
    const forms = "base-uri 'none'; form-action 'self'; object-src 'none'";
    protect(
      context,
      `default-src 'self'; frame-src 'self' ${framed}; frame-ancestors 'none'; ${forms}`,
    );
    return page === undefined ? context.notFound() : context.html(page);
  };
}

/** Says what the page may load, send and stand in. */
export function protect(context: Context, policy: string): void {
  context.header('Content-Security-Policy', policy);
  context.header('X-Content-Type-Options', 'nosniff');
  context.header('Referrer-Policy', 'same-origin');
}
