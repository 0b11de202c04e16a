import type { RawRequest } from '../support/raw-http.ts';

/** A request and what comes of it. */
export interface RequestRow {
  readonly name: string;
  readonly request: RawRequest;
  /** What is shown of the request, where its body is not. */
  readonly shown?: string;
  readonly status: number;
  /** The answer's body, where it is 200. */
  readonly arrives?: string;
}

const json = ['content-type', 'application/json'] as const;
const form = ['content-type', 'application/x-www-form-urlencoded'] as const;

function typed(contentType: string, body: string | Uint8Array, path = '/api/body'): RawRequest {
  return { method: 'POST', path, headers: [['content-type', contentType]], body };
}

function body(text: string | Uint8Array, path = '/api/body'): RawRequest {
  return { method: 'POST', path, headers: [json], body: text };
}

function pairs(text: string): RawRequest {
  return { method: 'POST', path: '/api/form', headers: [form], body: text };
}

function get(path: string, headers: RawRequest['headers'] = []): RawRequest {
  return { path, headers };
}

const ada = '{"text":"ada"}';
const deep = `{"text":${'['.repeat(17)}${']'.repeat(17)}}`;
const notUtf8 = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);

/** Bodies of JSON. */
export const bodies: readonly RequestRow[] = [
  { name: 'no InputClaims, empty', request: body('', '/api/nothing'), status: 200, arrives: '{}' },
  { name: 'no InputClaims, `{}`', request: body('{}', '/api/nothing'), status: 200, arrives: '{}' },
  { name: 'no claim has a value, empty', request: body(''), status: 200, arrives: '{}' },
  { name: 'no claim has a value, `{}`', request: body('{}'), status: 200, arrives: '{}' },
  { name: 'a required claim is absent', request: body('{}', '/api/required'), status: 400 },
  { name: 'a required claim is empty', request: body('{"text":""}', '/api/required'), status: 400 },
  { name: 'a byte order mark', request: body(`\u{feff}${ada}`), status: 200, arrives: ada },
  {
    name: 'a charset',
    request: typed('application/json; charset=utf-8', ada),
    shown: 'application/json; charset=utf-8',
    status: 200,
    arrives: ada,
  },
  {
    name: 'another charset',
    request: typed('application/json; charset=iso-8859-1', ada),
    shown: 'application/json; charset=iso-8859-1',
    status: 415,
  },
  {
    name: 'JSON of a kind',
    request: typed('application/problem+json', ada),
    shown: 'application/problem+json',
    status: 200,
    arrives: ada,
  },
  { name: 'another type', request: typed('text/plain', ada), shown: 'text/plain', status: 415 },
  { name: 'no type', request: { method: 'POST', path: '/api/body', body: ada }, status: 415 },
  { name: 'a claim that is not declared', request: body('{"x":1}'), status: 200, arrives: '{}' },
  {
    name: 'a name in other letters',
    request: body('{"TEXT":"ada"}'),
    status: 200,
    arrives: '{}',
  },
  {
    name: 'a name twice: the last is read',
    request: body('{"text":"a","text":"b"}'),
    status: 200,
    arrives: '{"text":"b"}',
  },
  { name: 'broken JSON', request: body('{"text":"ada"'), status: 400 },
  { name: 'a list', request: body('["ada"]'), status: 400 },
  { name: 'no UTF-8', request: body(notUtf8), shown: '{"\\xff"}', status: 400 },
  { name: 'half a character', request: body(String.raw`{"text":"\ud83d"}`), status: 400 },
  { name: 'a name that reaches a prototype', request: body('{"__proto__":{}}'), status: 400 },
  { name: 'JSON that nests 17 deep', request: body(deep), status: 400 },
  {
    name: 'more than 1 MiB',
    request: body(`{"text":"${'a'.repeat(1024 * 1024)}"}`),
    status: 413,
  },
];

/** Bodies of SendClaimsIn=Form. */
export const forms: readonly RequestRow[] = [
  { name: 'no pairs', request: pairs(''), status: 200, arrives: '{}' },
  { name: 'plus is a space', request: pairs('text=a+b'), status: 200, arrives: '{"text":"a b"}' },
  { name: 'an escaped plus', request: pairs('text=a%2Bb'), status: 200, arrives: '{"text":"a+b"}' },
  { name: 'UTF-8, escaped', request: pairs('text=%C3%A9'), status: 200, arrives: '{"text":"é"}' },
  { name: 'UTF-8, as it is', request: pairs('text=é'), status: 200, arrives: '{"text":"é"}' },
  { name: 'a value with =', request: pairs('text=a=b'), status: 200, arrives: '{"text":"a=b"}' },
  { name: 'a name without =', request: pairs('text'), status: 200, arrives: '{}' },
  { name: 'a name twice', request: pairs('text=a&text=b'), status: 400 },
  { name: 'a name twice, one escaped', request: pairs('text=a&%74ext=b'), status: 400 },
  { name: 'a broken escape', request: pairs('text=%C3'), status: 400 },
  { name: 'half a character', request: pairs('text=%ED%A0%BD'), status: 400 },
  { name: 'a JSON type', request: typed('application/json', 'text=a', '/api/form'), status: 415 },
  {
    name: 'a charset',
    request: typed('application/x-www-form-urlencoded; charset=UTF-8', 'text=a', '/api/form'),
    status: 200,
    arrives: '{"text":"a"}',
  },
];

/** Queries and placeholders. */
export const urls: readonly RequestRow[] = [
  {
    name: 'plus is a space',
    request: get('/api/query?text=a+b'),
    status: 200,
    arrives: '{"text":"a b"}',
  },
  { name: 'UTF-8', request: get('/api/query?text=%C3%A9'), status: 200, arrives: '{"text":"é"}' },
  { name: 'a name twice', request: get('/api/query?text=a&text=b'), status: 400 },
  { name: 'a broken escape', request: get('/api/query?text=%C3'), status: 400 },
  {
    name: 'a stranger, as a key of the gateway',
    request: get('/api/query?code=x&text=a'),
    status: 200,
    arrives: '{"text":"a"}',
  },
  {
    name: 'an escaped slash in the path',
    request: get('/api/path-text/a%2Fb'),
    status: 200,
    arrives: '{"text":"a/b"}',
  },
  {
    name: '`?` and `#` in the path',
    request: get('/api/path-text/a%3Fb%23c'),
    status: 200,
    arrives: '{"text":"a?b#c"}',
  },
  {
    name: 'an escaped percent in the path',
    request: get('/api/path-text/100%25'),
    status: 200,
    arrives: '{"text":"100%"}',
  },
  {
    name: 'plus in the path is a plus',
    request: get('/api/path-text/a+b'),
    status: 200,
    arrives: '{"text":"a+b"}',
  },
  {
    name: 'UTF-8 in the path',
    request: get('/api/path-text/%C3%A9'),
    status: 200,
    arrives: '{"text":"é"}',
  },
  { name: 'an escaped NUL in the path', request: get('/api/path-text/a%00'), status: 400 },
  { name: 'nothing in the path', request: get('/api/path-text/'), status: 404 },
];

/** SendClaimsIn=Header. */
export const headers: readonly RequestRow[] = [
  {
    name: 'a name in other letters',
    request: get('/api/header', [['TEXT', 'ada']]),
    shown: 'TEXT: ada',
    status: 200,
    arrives: ada,
  },
  {
    name: 'spaces around the value',
    request: get('/api/header', [['text', ' a b ']]),
    shown: 'text:  a b ',
    status: 200,
    arrives: '{"text":"a b"}',
  },
  {
    name: 'a name twice: one value, as HTTP has it',
    request: get('/api/header', [
      ['text', 'a'],
      ['text', 'b'],
    ]),
    shown: 'text: a, text: b',
    status: 200,
    arrives: '{"text":"a,b"}',
  },
  {
    name: 'no ASCII: the host refuses it',
    request: get('/api/header', [['text', 'é']]),
    shown: 'text: é',
    status: 400,
  },
];

function payload(text: string, contentType = 'application/json'): RawRequest {
  return typed(contentType, text, '/api/payload');
}

/** Bodies of ClaimUsedForRequestPayload. */
export const payloads: readonly RequestRow[] = [
  {
    name: 'nested JSON',
    request: payload('{"a":{"b":[1]}}'),
    status: 200,
    arrives: String.raw`{"text":"{\"a\":{\"b\":[1]}}"}`,
  },
  {
    name: 'text that is no JSON',
    request: payload('{"a":'),
    status: 200,
    arrives: String.raw`{"text":"{\"a\":"}`,
  },
  {
    name: 'plain text',
    request: payload('é', 'text/plain; charset=utf-8'),
    status: 200,
    arrives: '{"text":"é"}',
  },
  { name: 'nothing', request: payload(''), status: 200, arrives: '{}' },
  { name: 'a form', request: payload('a=b', 'application/x-www-form-urlencoded'), status: 415 },
  {
    name: 'no UTF-8',
    request: typed('application/json', notUtf8, '/api/payload'),
    shown: '{"\\xff"}',
    status: 400,
  },
];
