import * as fc from 'fast-check';
import { claimDefinition } from '../../shared/claim-type.ts';
import { valuesOf } from '../support/claim-values.ts';
import type { Target } from './targets.ts';

/** A request as HTTP has it: only bytes that a mutation changes make it anything else. */
export interface FuzzedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** Text that parsers stumble over. */
const hostileText = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '\0', '\ud83d', '\ufeff', '\u2028', '../..', '%00', '%', '+', '&', '=', '"', '\\'],
    ...[
      '__proto__',
      'constructor',
      'null',
      'NaN',
      '1e999',
      '-0',
      '9'.repeat(400),
      'a'.repeat(5000),
    ],
    ...[
      "' or 1=1",
      '{{7*7}}',
      '<script>',
      '{Culture:RFC5646}',
      'e\u0301',
      '\u202e',
      '😀'.repeat(50),
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ maxLength: 30 }),
);

/** Few, so that storage keeps few rows. */
const ids = Array.from(
  { length: 50 },
  (_, index) => `0f0f0f0f-0000-4000-8000-${String(index).padStart(12, '0')}`,
);

const anyJson = fc.jsonValue({ maxDepth: 3, noUnicodeString: false } as object);

/** Values of one claim: that of the example, another of its DataType, any JSON, text. */
function claimValue(target: Target, name: string): fc.Arbitrary<unknown> {
  const schema = target.profile.input.shape[name];
  const dataType = (schema && claimDefinition(schema)?.dataType) ?? 'string';
  const example = target.example[name];
  const known = /id$/i.test(name) ? fc.constantFrom(...ids) : fc.constant(example);
  return fc.oneof(
    { weight: 12, arbitrary: known },
    { weight: 2, arbitrary: valuesOf(dataType, 'Body', 'native') },
    { weight: 1, arbitrary: anyJson },
    { weight: 1, arbitrary: hostileText },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

type Claims = readonly (readonly [name: string, value: unknown])[];

/** The profile's claims, and now and then one that nobody declared. */
function claims(target: Target): fc.Arbitrary<Claims> {
  const names = Object.keys(target.profile.input.shape);
  const declared = fc.tuple(
    ...names.map((name) => claimValue(target, name).map((value) => [name, value] as const)),
  );
  const stranger = fc.tuple(fc.oneof(hostileText, fc.constantFrom(...names)), hostileText);
  return fc
    .tuple(declared, fc.option(stranger, { freq: 4, nil: undefined }))
    .map(([known, other]) => (other ? [...known, other] : known));
}

const mediaTypes = fc.constantFrom(
  ...['text/plain', 'application/json; charset=utf-8', 'application/json;charset=latin1', ''],
  ...['multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', 'a'.repeat(300)],
);

const extraHeader = fc.tuple(
  fc.constantFrom('traceparent', 'x-correlation-id', 'accept', 'cookie', 'x-ms-client-principal'),
  hostileText.map(headerText),
);

function credentials(target: Target): fc.Arbitrary<FuzzedRequest['headers']> {
  const right = target.credentials;
  const [[header, value] = ['authorization', '']] = right;
  const wrong = fc
    .oneof(hostileText.map(headerText), fc.constant(`${value}x`), fc.constant(value.slice(1)))
    .map((text) => [[header, text]] as const);
  return fc.oneof(
    { weight: 10, arbitrary: fc.constant(right) },
    { weight: 1, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: wrong },
    { weight: 1, arbitrary: fc.constant([...right, ...right]) },
  );
}

const methods = fc.oneof(
  { weight: 20, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'DELETE') },
);

/** Requests of one profile: most of them nearly right. */
export function requestsOf(target: Target): fc.Arbitrary<FuzzedRequest> {
  return fc
    .record({
      method: methods,
      claims: claims(target),
      credentials: credentials(target),
      mediaType: fc.option(mediaTypes, { freq: 12, nil: undefined }),
      extra: fc.array(extraHeader, { maxLength: 2 }),
      text: fc.option(hostileText, { freq: 12, nil: undefined }),
    })
    .map(({ method, claims, credentials, mediaType, extra, text }) => {
      const encoded = encode(target, claims);
      const headers = [...credentials, ...(encoded.headers ?? []), ...extra];
      const type = mediaType ?? encoded.mediaType;
      return {
        method: method ?? target.profile.http.methods[0],
        path: encoded.path ?? target.route,
        headers: type === undefined ? headers : [...headers, ['content-type', type]],
        body: text ?? encoded.body ?? '',
      };
    });
}

interface Encoded extends Partial<FuzzedRequest> {
  readonly mediaType?: string;
}

function encode(target: Target, claims: Claims): Encoded {
  switch (target.profile.sendClaimsIn) {
    case 'Body':
      return { mediaType: 'application/json', body: toJson(claims) };
    case 'Form':
      return { mediaType: 'application/x-www-form-urlencoded', body: toPairs(claims) };
    case 'QueryString':
      return { path: `${target.route}?${toPairs(claims)}` };
    case 'Header':
      return { headers: claims.filter(isHeader).map(([name, value]) => [name, headerText(value)]) };
    case 'Url':
      return { path: toUrl(target, claims) };
  }
}

/** As text, so that a name may come twice, or be `__proto__`. */
function toJson(claims: Claims): string {
  const members = claims
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${jsonOf(value)}`);
  return `{${members.join(',')}}`;
}

function jsonOf(value: unknown): string {
  return JSON.stringify(value, (_, member) => (typeof member === 'bigint' ? `${member}` : member));
}

function toPairs(claims: Claims): string {
  return claims
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${percent(name)}=${percent(textOf(value))}`)
    .join('&');
}

function toUrl({ route }: Target, claims: Claims): string {
  const inPath = new Set<string>();
  const path = route.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    inPath.add(name);
    return percent(textOf(claims.find(([claim]) => claim === name)?.[1]));
  });
  return `${path}?${toPairs(claims.filter(([name]) => !inPath.has(name)))}`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (jsonOf(value) ?? '');
}

/** A text with half a character has no encoding; it goes out as the escapes that a careless encoder makes. */
function percent(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%BD';
}

function isHeader([name]: readonly [string, unknown]): boolean {
  return (
    /^[\w-]+$/.test(name) && !/^(?:content-length|transfer-encoding|connection|host)$/i.test(name)
  );
}

/** Printable characters: what is none belongs to the mutations. */
function headerText(value: unknown): string {
  return textOf(value)
    .replaceAll(/[^ -~]/g, '?')
    .slice(0, 1000);
}

/** What goes over the wire. */
export function toBytes({ method, path, headers, body }: FuzzedRequest): Buffer {
  const bytes = Buffer.from(body);
  const lines = [
    `${method} ${path.slice(0, 7000)} HTTP/1.1`,
    'host: localhost',
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `content-length: ${bytes.length}`,
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]);
}
