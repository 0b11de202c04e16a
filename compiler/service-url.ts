/** A ServiceUrl in its parts; `{name}` placeholders stay in path and query as they are. */
export interface ServiceUrl {
  /** Of an unfinished URL the text that stands in its place. */
  readonly origin: string;
  /** Segments of the path, decoded but for `%2F`; a path that ends with a slash has no empty last one. */
  readonly segments: readonly string[];
  /** Query parameters in their order, decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** Undefined for what is no absolute http or https URL. A placeholder in the host makes it none. */
export function parseServiceUrl(text: string): ServiceUrl | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || /[{}]/.test(url.host)) return undefined;
  return partsOf(url, url.origin);
}

/**
 * A URL whose host is yet to be filled in: `{Settings:Api}/x`, `https://<your-app>.example.com/x`,
 * `your-app/x`. Undefined for one of another scheme, and for a text longer than any URL.
 */
export function parseUnfinishedUrl(text: string): ServiceUrl | undefined {
  const isOther = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\//i.test(text);
  if (isOther || text.length > 2_000) return undefined;
  const [origin = ''] = unfinishedOrigin.exec(text) ?? [];
  const url = URL.parse(`http://unknown.invalid${text.slice(origin.length)}`);
  return url === null ? undefined : partsOf(url, origin);
}

/** What tools replace may hold a slash: `#{x}#`, `{x}`, `{{x}}`, `${x}`, `$(x)`, `<x>`, `[x]`. */
const unfinishedOrigin =
  /^(?:https?:\/\/)?(?:#\{[^{}]{1,99}\}#?|\$?\{{1,2}[^{}]{1,99}\}{1,2}|\$\([^()]{1,99}\)|<[^<>]{1,99}>|\[[^[\]]{1,99}\]|[^/?#])*/i;

function partsOf(url: URL, origin: string): ServiceUrl {
  const path = url.pathname.slice(1).replace(/\/$/, '');
  const segments = path === '' ? [] : path.split('/').map(decodeSegment);
  return { origin, segments, query: url.search === '' ? [] : [...url.searchParams] };
}

/** The router keeps an encoded slash encoded. @see facts runtime 1 */
function decodeSegment(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment.replace(/%2f/gi, '%252F'));
  } catch {
    return segment;
  }
}

/** The names in braces, in their order. */
export function placeholdersIn(text: string): string[] {
  return Array.from(text.matchAll(placeholder), ([, name = '']) => name);
}

/** The name, where the text is one placeholder and nothing else. */
export function onlyPlaceholder(text: string): string | undefined {
  return /^\{([^{}]+)\}$/.exec(text)?.[1];
}

/** `{name}`; ASP.NET would read doubled braces as text. */
export const placeholder = /\{([^{}]+)\}/g;
