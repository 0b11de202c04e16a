import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { CallerGone, readBody } from '../../host/request.ts';
import { startServer } from '../../host/server.ts';

const times = { headersMs: 150, requestMs: 300, keepAliveMs: 10_000, checkMs: 20 };
const ends: string[] = [];
const server = await startServer(
  async (request, response) => {
    try {
      await readBody(request);
      response.end('read');
    } catch (error) {
      ends.push(error instanceof CallerGone ? 'gone' : 'broken');
    }
  },
  0,
  times,
);
after(() => server.stop(0));

/** A caller that says something, then one character after the other, and hears what comes. */
async function drip(start: string, drop: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1').setEncoding('latin1');
  let heard = '';
  socket.on('data', (text: string) => {
    heard += text;
  });
  socket.on('error', () => {});
  socket.write(start);
  const dripping = setInterval(() => socket.writable && socket.write(drop), 10);
  await once(socket, 'close');
  clearInterval(dripping);
  return heard;
}

const slow = [
  { name: 'whose first line does not end', start: 'GET /', drop: 'a' },
  { name: 'whose headers do not end', start: 'GET / HTTP/1.1\r\nHost: h\r\n', drop: 'A: b\r\n' },
  { name: 'whose header does not end', start: 'GET / HTTP/1.1\r\nHost: h\r\nA: ', drop: 'b' },
  {
    name: 'whose body does not come',
    start: 'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 100000\r\n\r\n',
    drop: 'b',
  },
  {
    name: 'whose chunks do not end',
    start: 'POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nContent-Type: a/b\r\n',
    drop: 'A: b\r\n',
  },
];
for (const { name, start, drop } of slow) {
  test(`a caller ${name} is told so and cut off`, async () => {
    assert.match(await drip(start, drop), /^HTTP\/1\.1 408 .*connection: close\r\n/is);
  });
}

test('a call that was cut off ends as one whose caller has gone', () => {
  assert.deepEqual(ends, ['gone']);
});

test('three hundred slow callers keep nobody else waiting', async () => {
  const sockets = Array.from({ length: 300 }, () => connect(server.port, '127.0.0.1'));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) socket.on('error', () => {}).write('GET / HTTP/1.1\r\nA: ');
  const response = await fetch(`http://127.0.0.1:${server.port}/`, { method: 'POST', body: 'a' });
  assert.equal(await response.text(), 'read');
  await Promise.all(sockets.map((socket) => socket.resume() && once(socket, 'close')));
});
