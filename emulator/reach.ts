import { JourneyFailed } from '../shared/errors.ts';

/** What URLs begin with, and what stands there instead; the first that fits is taken. */
export type UrlMap = readonly (readonly [prefix: string, replacement: string])[];

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a URL names this machine. */
export function isOnThisMachine(url: string): boolean {
  const host = hostOf(url);
  return host !== undefined && thisMachine.has(host);
}

/**
 * Where a URL of a policy really leads. Only this machine is called, and the hosts that were allowed by
 * name: a test sign-up never reaches a live service.
 * @returns throws JourneyFailed for any other host, and says how to allow it
 */
export function reachOnly(map: UrlMap, allowedHosts: readonly string[]): (url: string) => string {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  return (url) => {
    const [prefix, replacement] = map.find(([each]) => isBelow(url, each)) ?? [];
    if (prefix !== undefined && replacement !== undefined) {
      return `${replacement}${url.slice(prefix.length)}`;
    }
    const host = hostOf(url);
    if (host !== undefined && (thisMachine.has(host) || allowed.has(host))) return url;
    throw new JourneyFailed(
      `The host "${host ?? ''}" is not on this machine: map its URLs to a backend here (--map PREFIX=URL), or allow it (--allow-host ${host ?? 'HOST'}).`,
    );
  };
}

/** Whether a URL begins with a prefix, and not only with its letters: `http://a:80` is not `http://a:8080`. */
function isBelow(url: string, prefix: string): boolean {
  if (!url.toLowerCase().startsWith(prefix.toLowerCase())) return false;
  return /[/?#=&]$/.test(prefix) || /^(?:[/?#]|$)/.test(url.slice(prefix.length));
}

/**
 * The host before placeholders of the path are filled; undefined for what is no absolute URL. A backslash
 * ends it, and what stands before the last "@" is no part of it, as for whoever calls.
 */
function hostOf(url: string): string | undefined {
  const [, host] = /^https?:\/\/(?:[^/\\?#]*@)?(\[[^\]]*\]|[^/\\:?#@]+)/i.exec(url.trim()) ?? [];
  return host?.toLowerCase();
}
