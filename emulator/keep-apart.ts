import type { Context, MiddlewareHandler, Next } from 'hono';
import { isOwnBrowser, isThisMachine } from './api/callers.ts';
import { pagesOrigin, workbenchOrigin } from './run-url.ts';

/**
 * Pages of policies are at the name localhost, the workbench and the API at the address 127.0.0.1: two
 * origins for a browser. Who opens one at the other's place is led there; scripts are refused.
 * @param onOrigin told of each origin of this machine that the emulator is asked at
 */
export function keepApart(onOrigin: (origin: string) => void): MiddlewareHandler {
  return async (context, next) => {
    const { origin, pathname, search } = new URL(context.req.url);
    if (isThisMachine(context)) onOrigin(origin);
    const isWorkbench = /^\/(?:$|_emulator\/(?!static\/))/.test(pathname);
    if (pathname.startsWith('/_emulator/static/')) return next();
    const wanted = isWorkbench ? workbenchOrigin(origin) : pagesOrigin(origin);
    if (isNavigation(context) && wanted !== origin) {
      return context.redirect(`${wanted}${pathname}${search}`, 307);
    }
    return isWorkbench && !isNavigation(context) ? onlyOwn(context, next) : next();
  };
}

/** The API says itself what is wrong, as JSON. */
function onlyOwn(context: Context, next: Next): Promise<void> | Response {
  const isApi = context.req.path.startsWith('/_emulator/api/');
  if (isApi || (isThisMachine(context) && isOwnBrowser(context))) return next();
  return context.text('This is only for the workbench.', 403);
}

function isNavigation(context: Context): boolean {
  return /^(?:document|iframe|frame)$/.test(context.req.header('sec-fetch-dest') ?? '');
}
