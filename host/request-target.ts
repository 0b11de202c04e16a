/** A request's path and query, as Kestrel hands them to the host. */
export interface RequestTarget {
  /** Decoded once, except for "%2F"; dot segments resolved; begins with a slash. */
  readonly path: string;
  /** As sent, with its question mark; "" where there is none. */
  readonly query: string;
}

/**
 * Reads a request target in origin form ("/a?b") or absolute form ("http://host/a?b").
 * Undefined for what Kestrel answers with 400: a "%00", a byte beyond ASCII, another form.
 * @see facts runtime 1, "Percent-decoding"
 */
export function readRequestTarget(target: string): RequestTarget | undefined {
  const origin = target.startsWith('/') ? target : toOriginForm(target);
  if (origin === undefined || !isAscii(origin)) return undefined;
  const start = origin.indexOf('?');
  const rawPath = start < 0 ? origin : origin.slice(0, start);
  const query = start < 0 ? '' : origin.slice(start);
  if (!/[%.]/.test(rawPath)) return { path: rawPath, query };
  const path = decodePath(rawPath);
  return path.includes('\0') ? undefined : { path: resolveDotSegments(path), query };
}

/** Whether a text that Node made of bytes has none beyond ASCII. */
export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  return !/[^\x00-\x7f]/.test(text);
}

function toOriginForm(target: string): string | undefined {
  const [whole] = /^https?:\/\/[^/?#]*/i.exec(target) ?? [];
  if (whole === undefined) return undefined;
  const rest = target.slice(whole.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The escapes of one character each; "%2F" is none of them. */
const escapedCharacter =
  /(?!%2f)%[0-7][\da-f]|%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/gi;

/** Escapes that are no UTF-8 stay as they are. */
function decodePath(path: string): string {
  return path.replace(escapedCharacter, (escapes) => {
    try {
      return decodeURIComponent(escapes);
    } catch {
      return escapes;
    }
  });
}

function resolveDotSegments(path: string): string {
  const resolved: string[] = [];
  const segments = path.slice(1).split('/');
  for (const [index, segment] of segments.entries()) {
    const isDot = segment === '.' || segment === '..';
    if (segment === '..') resolved.pop();
    if (!isDot) resolved.push(segment);
    else if (index === segments.length - 1) resolved.push('');
  }
  return `/${resolved.join('/')}`;
}
