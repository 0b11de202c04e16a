import type { Context } from 'hono';

const names = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether the request names this machine. A name of somebody's own that leads here (DNS rebinding) does not. */
export function isThisMachine(context: Context): boolean {
  return names.has(new URL(context.req.url).hostname);
}

/**
 * Whether the request comes from no browser, or from a page of the workbench: one at an address instead of
 * the name localhost, where pages of policies are, with the scripts of whoever wrote them.
 */
export function isOwnBrowser(context: Context): boolean {
  const { origin: own, hostname } = new URL(context.req.url);
  const origin = context.req.header('origin');
  const site = context.req.header('sec-fetch-site');
  if (origin === undefined && site === undefined) return true;
  if (hostname === 'localhost') return false;
  if (origin !== undefined && origin !== own) return false;
  return site === undefined || site === 'same-origin' || site === 'none';
}
