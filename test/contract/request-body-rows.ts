import type { RawRequest } from '../support/raw-http.ts';
import { ada, type RequestRow, typed } from './request-rows.ts';

function body(text: string | Uint8Array, path = '/api/body'): RawRequest {
  return typed('application/json', text, path);
}

const deep = `{"text":${'['.repeat(17)}${']'.repeat(17)}}`;
const notUtf8 = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);

/** JSON whose text has these bytes. */
function textBody(bytes: string): RawRequest {
  return body(Buffer.from(`{"text":"${bytes}"}`, 'latin1'));
}

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
  {
    name: 'UTF-8 longer than need be',
    request: textBody('\xc0\xaf'),
    shown: '{"text":"\\xc0\\xaf"}',
    status: 400,
  },
  {
    name: 'half a character in UTF-8',
    request: textBody('\xed\xa0\xbd'),
    shown: '{"text":"\\xed\\xa0\\xbd"}',
    status: 400,
  },
  {
    name: 'UTF-8 beyond Unicode',
    request: textBody('\xf4\x90\x80\x80'),
    shown: '{"text":"\\xf4\\x90\\x80\\x80"}',
    status: 400,
  },
  {
    name: 'UTF-16',
    request: body(Buffer.from(`\u{feff}${ada}`, 'utf16le')),
    shown: '{"text":"ada"} as UTF-16',
    status: 400,
  },
  {
    name: 'letters and marks stay as they are composed',
    request: body(String.raw`{"text":"e\u0301 \u00e9"}`),
    status: 200,
    arrives: '{"text":"e\u0301 \u00e9"}',
  },
  { name: 'a name that reaches a prototype', request: body('{"__proto__":{}}'), status: 400 },
  {
    name: 'such a name deep inside',
    request: body('{"text":"a","x":[{"constructor":{"prototype":{}}}]}'),
    status: 400,
  },
  { name: 'JSON that nests 17 deep', request: body(deep), status: 400 },
  {
    name: 'more than 1 MiB',
    request: body(`{"text":"${'a'.repeat(1024 * 1024)}"}`),
    status: 413,
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
