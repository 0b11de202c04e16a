import { createHmac } from 'node:crypto';

/** A request to sign, with everything that its signature covers. @see RFC 5849 3.4 */
export interface OAuth1Request {
  readonly method: string;
  readonly url: string;
  /** The `oauth_` parameters and those of a form; the query is taken from the URL. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly consumerSecret: string;
  /** Of the token; empty where there is none yet. */
  readonly tokenSecret: string;
}

/** The HMAC-SHA1 signature as base64. */
export function oauth1Signature(request: OAuth1Request): string {
  const key = [request.consumerSecret, request.tokenSecret].map(percentEncode).join('&');
  return createHmac('sha1', key).update(baseString(request)).digest('base64');
}

/** The value of the Authorization header. */
export function oauth1Header(parameters: readonly (readonly [string, string])[]): string {
  const pairs = parameters.map(
    ([name, value]) => `${percentEncode(name)}="${percentEncode(value)}"`,
  );
  return `OAuth ${pairs.join(', ')}`;
}

/** The inverse of `oauth1Header`; empty where the header is none. */
export function readOAuth1Header(header: string): Map<string, string> {
  if (!/^OAuth\s/i.test(header)) return new Map();
  const pairs = header.matchAll(/([\w%.~-]+)="([\w%.~-]*)"/g);
  return new Map([...pairs].map(([, name = '', value = '']) => [decode(name), decode(value)]));
}

function baseString({ method, url, parameters }: OAuth1Request): string {
  const { origin, pathname, searchParams } = new URL(url);
  const encoded = [...searchParams, ...parameters].map((pair) => pair.map(percentEncode).join('='));
  const normalized = encoded.toSorted((one, other) => (one < other ? -1 : 1)).join('&');
  return [method.toUpperCase(), `${origin}${pathname}`, normalized].map(percentEncode).join('&');
}

/** RFC 3986: more than encodeURIComponent encodes. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
