import type { Context, MiddlewareHandler } from 'hono';
import { isOwnBrowser, isThisMachine } from './api/callers.ts';
import { pagesOrigin, workbenchOrigin } from './run-url.ts';

/**
 * Pages of policies are at the name localhost, the workbench and the API at the address 127.0.0.1: two
 * origins for a browser. Who opens one at the other's place is led there; scripts are refused, forms of
 * other pages are, and whoever comes by another host name (DNS rebinding).
 * @param onOrigin told of each origin of this machine that the emulator is asked at
 */
export function keepApart(onOrigin: (origin: string) => void): MiddlewareHandler {
  return async (context, next) => {
    const { origin, pathname, search } = new URL(context.req.url);
    if (isThisMachine(context)) onOrigin(origin);
    if (pathname.startsWith('/_emulator/static/')) return next();
    if (isRefused(context)) return context.text('This is only for the workbench.', 403);
    const wanted = isWorkbench(pathname) ? workbenchOrigin(origin) : pagesOrigin(origin);
    if (isNavigation(context) && wanted !== origin) {
      return context.redirect(`${wanted}${pathname}${search}`, 307);
    }
    return next();
  };
}

/** Whether a path is one of the workbench or the API; all others are those of policies. */
export function isWorkbench(path: string): boolean {
  return path === '/' || path.startsWith('/_emulator/');
}

/** Links may lead to the workbench from anywhere; the API says itself what is wrong, as JSON. */
function isRefused(context: Context): boolean {
  const { path, method } = context.req;
  if (!isWorkbench(path) || path.startsWith('/_emulator/api/')) return false;
  if (!isThisMachine(context)) return true;
  const isLink = isNavigation(context) && /^(?:GET|HEAD)$/.test(method);
  return !isLink && !isOwnBrowser(context);
}

function isNavigation(context: Context): boolean {
  return /^(?:document|iframe|frame)$/.test(context.req.header('sec-fetch-dest') ?? '');
}
