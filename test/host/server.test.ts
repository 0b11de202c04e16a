import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fixtureApp, startFunctionsHost } from '../support/functions-host.ts';
import { exchange } from '../support/raw-http.ts';

const host = await startFunctionsHost({ after }, { app: fixtureApp });
const { baseUrl } = host;

const refused = [
  { name: 'a null byte in the path', status: 400, lines: 'GET /api/keys/%00 HTTP/1.1\r\nHost: h' },
  {
    name: 'a header beyond ASCII',
    status: 400,
    lines: 'GET /api/echo HTTP/1.1\r\nHost: h\r\nX: \xe9',
  },
  { name: 'a path beyond ASCII', status: 400, lines: 'GET /api/keys/\xe9 HTTP/1.1\r\nHost: h' },
  { name: 'no Host', status: 400, lines: 'GET /api/echo HTTP/1.1\r\nX: y' },
  { name: 'a Host that is none', status: 400, lines: 'GET /api/echo HTTP/1.1\r\nHost: a b' },
  { name: 'a Host with a port beyond all', status: 400, lines: 'GET / HTTP/1.1\r\nHost: h:99999' },
  { name: 'a Host with a broken escape', status: 400, lines: 'GET / HTTP/1.1\r\nHost: a%zz' },
  { name: 'a Host with a user', status: 400, lines: 'GET / HTTP/1.1\r\nHost: u@h' },
  {
    name: 'two Hosts',
    status: 400,
    lines:
      'POST /api/echo HTTP/1.1\r\nHost: h\r\nhost: other\r\nConnection: close\r\nContent-Length: 3',
  },
  {
    name: 'the same Host twice',
    status: 400,
    lines:
      'POST /api/echo HTTP/1.1\r\nHost: h\r\nHost: h\r\nConnection: close\r\nContent-Length: 3',
  },
  {
    name: 'a request line over 8 kB',
    status: 414,
    lines: `GET /api/echo?${'x'.repeat(9000)} HTTP/1.1\r\nHost: h`,
  },
  {
    name: 'headers over 32 kB',
    status: 431,
    lines: `GET /api/echo HTTP/1.1\r\nHost: h\r\nX: ${'x'.repeat(33_000)}`,
  },
  {
    name: 'more than 100 headers',
    status: 431,
    lines: `GET /api/echo HTTP/1.1\r\nHost: h${'\r\nX: y'.repeat(100)}`,
  },
  {
    name: 'both Content-Length and Transfer-Encoding',
    status: 400,
    lines: 'POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked',
  },
  {
    name: 'Transfer-Encoding before Content-Length',
    status: 400,
    lines: 'POST /api/echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3',
  },
  {
    name: 'two Content-Lengths',
    status: 400,
    lines: 'POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nContent-Length: 4',
  },
  {
    name: 'a Content-Length with a sign',
    status: 400,
    lines: 'POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length: +3',
  },
  {
    name: 'an unknown Transfer-Encoding',
    status: 400,
    lines: 'POST /api/echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: xchunked',
  },
  {
    name: 'white space before a colon',
    status: 400,
    lines: 'POST /api/echo HTTP/1.1\r\nHost: h\r\nContent-Length : 3',
  },
  {
    name: 'a header on two lines',
    status: 400,
    lines: 'GET /api/echo HTTP/1.1\r\nHost: h\r\nX: a\r\n b',
  },
  { name: 'a bare line feed', status: 400, lines: 'GET /api/echo HTTP/1.1\nHost: h' },
  { name: 'no HTTP', status: 400, lines: 'hello' },
];
for (const { name, status, lines } of refused) {
  test(`${name} is refused with ${status}`, async () => {
    const answer = await exchange(baseUrl, Buffer.from(`${lines}\r\n\r\nabc`, 'latin1'));
    assert.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
    assert.equal(answer.match(/HTTP\/1\.1/g)?.length, 1);
  });
}

test('after all of that the host still answers', async () => {
  assert.equal((await host.get('/api/echo')).status, 200);
});
