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

const form = ['content-type', 'application/x-www-form-urlencoded'] as const;

/** A POST of that content type. */
export function typed(
  contentType: string,
  body: string | Uint8Array,
  path = '/api/body',
): RawRequest {
  return { method: 'POST', path, headers: [['content-type', contentType]], body };
}

function pairs(text: string): RawRequest {
  return { method: 'POST', path: '/api/form', headers: [form], body: text };
}

function get(path: string, headers: RawRequest['headers'] = []): RawRequest {
  return { path, headers };
}

/** A body, as it is sent and as it arrives. */
export const ada = '{"text":"ada"}';
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
  { name: 'UTF-8 longer than need be', request: pairs('text=%C0%AF'), status: 400 },
  { name: 'a name that reaches a prototype', request: pairs('text=a&__proto__=b'), status: 400 },
  { name: 'such a name, escaped', request: pairs('text=a&%5F_proto__=b'), status: 400 },
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
  { name: 'half a character', request: get('/api/query?text=%ED%A0%BD'), status: 400 },
  { name: 'UTF-8 longer than need be', request: get('/api/query?text=%C0%AF'), status: 400 },
  {
    name: 'a name that reaches a prototype',
    request: get('/api/query?text=a&__proto__=b'),
    status: 400,
  },
  {
    name: 'UTF-8 longer than need be, in the path: the host does not decode it',
    request: get('/api/path-text/a%C0%AF'),
    status: 200,
    arrives: '{"text":"a%C0%AF"}',
  },
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
