import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { startChild } from '../../commands/child-process.ts';

/** As a build: what was started starts another, and neither heeds a signal. Both hold a connection. */
const deaf = `
  const { spawn } = require('node:child_process');
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  require('node:net').connect(Number(process.env.PORT), '127.0.0.1');
  if (process.env.DEPTH === '1') spawn(process.execPath, ['-e', process.env.DEAF], { env: { ...process.env, DEPTH: '2' } });
`;

test('a group that heeds no signal is ended with all that it has started', {
  skip: process.platform === 'win32' && 'Windows has no process groups',
}, async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const child = startChild({
    name: 'The build',
    command: process.execPath,
    args: ['-e', deaf],
    env: { PORT: String(port), DEPTH: '1', DEAF: deaf },
    output: 'collect',
    isGroup: true,
    graceMs: 100,
  });
  t.after(child.stop);
  const [first] = await once(server, 'connection');
  const [second] = await once(server, 'connection');
  const closed = [first, second].map((socket) =>
    once(socket.on('error', () => {}).resume(), 'close'),
  );
  await child.stop();
  assert.equal((await child.ended).code, null);
  await Promise.all(closed);
});

test('what a child writes is handed on whole, wherever its pipe cuts a letter in two', async (t) => {
  const written = `a${'ü'.repeat(200_000)}`;
  let told = '';
  const child = startChild({
    name: 'The writer',
    command: process.execPath,
    args: ['-e', "process.stdout.write('a' + 'ü'.repeat(200_000))"],
    env: {},
    output: 'collect',
    onOutput: (text) => {
      told += text;
    },
  });
  t.after(child.stop);
  const { code, output } = await child.ended;
  assert.deepEqual({ code, isWhole: told === written }, { code: 0, isWhole: true });
  assert.match(output, /^a?ü+$/);
});
