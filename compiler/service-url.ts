/** A ServiceUrl in its parts; `{name}` placeholders stay in path and query as they are. */
export interface ServiceUrl {
  readonly origin: string;
  /** Segments of the path, decoded but for `%2F`; a path that ends with a slash has no empty last one. */
  readonly segments: readonly string[];
  /** Query parameters in their order, decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** Undefined for what is no absolute http or https URL; a placeholder in the host makes it none. */
export function parseServiceUrl(text: string): ServiceUrl | undefined {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || /[{}]/.test(url.host)) return undefined;
  const path = url.pathname.slice(1).replace(/\/$/, '');
  const segments = path === '' ? [] : path.split('/').map(decodeSegment);
  return { origin: url.origin, segments, query: [...url.searchParams] };
}

/** The router keeps an encoded slash encoded. @see facts runtime 1 */
function decodeSegment(segment: string): string {
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
