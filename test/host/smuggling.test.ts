import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fixtureApp, startFunctionsHost } from '../support/functions-host.ts';
import { exchange } from '../support/raw-http.ts';

/*
 * What one parser reads as one request and the next as two. Whatever stands in front of the host, it must
 * refuse all of these and close the connection: the request behind them is never answered. Functions never
 * see chunks, so where a later chunk is at fault the function's answer may come before the refusal.
 */

const host = await startFunctionsHost({ after }, { app: fixtureApp });
const { baseUrl } = host;

const post = 'POST /api/echo HTTP/1.1\r\nHost: h\r\n';
const chunked = `${post}Transfer-Encoding: chunked\r\n`;
const get = 'GET /api/echo HTTP/1.1\r\nHost: h\r\n';
const smuggled = 'GET /api/echo?smuggled HTTP/1.1\r\nHost: h\r\n\r\n';

const lengths = [
  [
    'both, the length first',
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  ],
  ['both, the chunks first', `${chunked}Content-Length: 4\r\n\r\n0\r\n\r\n`],
  ['twice, different', `${post}Content-Length: 0\r\nContent-Length: 4\r\n\r\n`],
  ['twice, the same', `${post}Content-Length: 0\r\nContent-Length: 0\r\n\r\n`],
  ['a list', `${post}Content-Length: 0, 0\r\n\r\n`],
  ['negative', `${post}Content-Length: -1\r\n\r\n`],
  ['with a sign', `${post}Content-Length: +0\r\n\r\n`],
  ['hexadecimal', `${post}Content-Length: 0x0\r\n\r\n`],
  ['a fraction', `${post}Content-Length: 0.0\r\n\r\n`],
  ['with a space inside', `${post}Content-Length: 0 0\r\n\r\n`],
  ['beyond 64 bits', `${post}Content-Length: 18446744073709551616\r\n\r\n`],
  ['other digits', `${post}Content-Length: \xb2\r\n\r\n`],
] as const;

const encodings = [
  ['unknown', `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`],
  ['chunked is not the last', `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
  ['behind a vertical tab', `${post}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`],
  ['in quotes', `${post}Transfer-Encoding: "chunked"\r\n\r\n0\r\n\r\n`],
  ['on a second line', `${post}Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n`],
  ['a space before the colon', `${post}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`],
  [
    'both, its name in other letters',
    `${post}tRANSFER-eNCODING: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n`,
  ],
  [
    'both, in HTTP/1.0',
    'POST /api/echo HTTP/1.0\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n',
  ],
] as const;

const chunks = [
  ['a size that is none', `${chunked}\r\nxyz\r\n\r\n`],
  ['no size', `${chunked}\r\n\r\n0\r\n\r\n`],
  ['a negative size', `${chunked}\r\n-1\r\n\r\n0\r\n\r\n`],
  ['a size with 0x', `${chunked}\r\n0x3\r\nabc\r\n0\r\n\r\n`],
  ['a size beyond 64 bits', `${chunked}\r\nfffffffffffffffff\r\nabc\r\n0\r\n\r\n`],
  ['a space before the size', `${chunked}\r\n 3\r\nabc\r\n0\r\n\r\n`],
  ['a bare line feed behind the size', `${chunked}\r\n3\nabc\r\n0\r\n\r\n`],
  ['a bare line feed in an extension', `${chunked}\r\n3;x\nabc\r\n0\r\n\r\n`],
  ['more data than the size', `${chunked}\r\n3\r\nabcd\r\n0\r\n\r\n`],
  ['a bare line feed behind the data', `${chunked}\r\n3\r\nabc\n0\r\n\r\n`],
  ['a NUL in an extension', `${chunked}\r\n3;\0\r\nabc\r\n0\r\n\r\n`],
  ['a trailer with a space before its colon', `${chunked}\r\n0\r\nX : y\r\n\r\n`],
] as const;

const headers = [
  ['a bare line feed between', `${get}A: b\nC: d\r\n\r\n`],
  ['a bare carriage return in a value', `${get}A: b\rC: d\r\n\r\n`],
  ['a NUL in a value', `${get}A: b\0c\r\n\r\n`],
  ['a NUL in a name', `${get}A\0B: c\r\n\r\n`],
  ['a space before the colon', `${get}A : b\r\n\r\n`],
  ['a tab before the colon', `${get}A\t: b\r\n\r\n`],
  ['a space in a name', `${get}A B: c\r\n\r\n`],
  ['no name', `${get}: b\r\n\r\n`],
  ['no colon', `${get}A\r\n\r\n`],
  ['a line that goes on', `${get}A: b\r\n c\r\n\r\n`],
  ['a line that goes on with a tab', `${get}A: b\r\n\tc\r\n\r\n`],
  ['a space before the first', 'GET /api/echo HTTP/1.1\r\n Host: h\r\n\r\n'],
  ['two Hosts', `${get}Host: other\r\n\r\n`],
  ['a header end of bare line feeds', 'GET /api/echo HTTP/1.1\r\nHost: h\n\n'],
] as const;

const requestLines = [
  ['a bare line feed', 'GET /api/echo HTTP/1.1\nHost: h\r\n\r\n'],
  ['a space in the target', 'GET /api/e cho HTTP/1.1\r\nHost: h\r\n\r\n'],
  ['a NUL in the target', 'GET /api/\0echo HTTP/1.1\r\nHost: h\r\n\r\n'],
  ['a tab for a space', 'GET\t/api/echo\tHTTP/1.1\r\nHost: h\r\n\r\n'],
  ['a method in small letters', 'get /api/echo HTTP/1.1\r\nHost: h\r\n\r\n'],
  ['an unknown method', 'SMUGGLE /api/echo HTTP/1.1\r\nHost: h\r\n\r\n'],
  ['no version', 'GET /api/echo\r\nHost: h\r\n\r\n'],
  ['version 0.9', 'GET /api/echo HTTP/0.9\r\nHost: h\r\n\r\n'],
  ['version 2.0', 'GET /api/echo HTTP/2.0\r\nHost: h\r\n\r\n'],
  ["HTTP/2's preface", 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a version that is none', 'GET /api/echo HTTP/1.10\r\nHost: h\r\n\r\n'],
  ['an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n'],
  ['another scheme', 'GET ftp://h/api/echo HTTP/1.1\r\nHost: h\r\n\r\n'],
] as const;

const tables = {
  'Content-Length': lengths,
  'Transfer-Encoding': encodings,
  chunk: chunks,
  header: headers,
  'request line': requestLines,
};
for (const [subject, rows] of Object.entries(tables)) {
  for (const [name, bytes] of rows) {
    test(`${subject}: ${name} is refused, and nothing behind it is read`, async () => {
      const answer = await exchange(baseUrl, Buffer.from(bytes + smuggled, 'latin1'));
      assert.deepEqual(statusesOf(answer).slice(-1), [400]);
      assert.match(answer, /^connection: close\r$/im);
      assert.doesNotMatch(answer, /smuggled/);
    });
  }
}

const long = 'x'.repeat(40_000);
const lengthy = [
  { name: 'a request line without end', bytes: `GET /${long}`, status: 431 },
  { name: 'a header name without end', bytes: `${get}${long}`, status: 431 },
  { name: 'a header value without end', bytes: `${get}A: ${long}`, status: 431 },
  { name: 'a chunk extension without end', bytes: `${chunked}\r\n3;${long}`, status: 413 },
  { name: 'trailers without end', bytes: `${chunked}\r\n0\r\nX: ${long}`, status: 431 },
];
for (const { name, bytes, status } of lengthy) {
  test(`${name} is cut off with ${status}`, async () => {
    const answer = await exchange(baseUrl, bytes);
    assert.deepEqual(statusesOf(answer).slice(-1), [status]);
    assert.match(answer, /^connection: close\r$/im);
  });
}

test('CONNECT is nobody here: the connection ends', async () => {
  const answer = await exchange(baseUrl, `CONNECT h:80 HTTP/1.1\r\nHost: h\r\n\r\n${smuggled}`);
  assert.deepEqual(statusesOf(answer), []);
});

const last = 'GET /api/echo?last HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';
const carriers = [
  { name: 'a GET, whose body is dropped', method: 'GET', path: '/api/echo', status: 200 },
  { name: 'a POST that nobody serves', method: 'POST', path: '/api/no-such', status: 404 },
  {
    name: 'a POST whose function does not read it',
    method: 'POST',
    path: '/api/keys/1',
    status: 200,
  },
  { name: 'an absolute target', method: 'POST', path: 'http://other/api/echo', status: 200 },
];
for (const { name, method, path, status } of carriers) {
  test(`the body of ${name} is not the next request`, async () => {
    const head = `${method} ${path} HTTP/1.1\r\nHost: h\r\nContent-Length: ${smuggled.length}\r\n\r\n`;
    const answer = await exchange(baseUrl, head + smuggled + last);
    assert.deepEqual(statusesOf(answer), [status, 200]);
    assert.match(answer, /echo\?last/);
  });
}

test('requests on one connection are answered in their order', async () => {
  const paths = Array.from({ length: 20 }, (_, index) => `/api/echo?number=${index}`);
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: h\r\n\r\n`);
  const answer = await exchange(baseUrl, requests.join('') + last);
  const numbers = [...answer.matchAll(/echo\?number=(\d+)/g)].map(([, number]) => Number(number));
  assert.deepEqual(
    numbers,
    paths.map((_, index) => index),
  );
});

function statusesOf(answer: string): number[] {
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}
