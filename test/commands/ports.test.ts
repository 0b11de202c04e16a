import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { freePort, reservePort } from '../../commands/ports.ts';
import { listen } from '../support/listen.ts';

test('a free port is none that systems give to connections, and another one each time', async () => {
  const found = [await reservePort(0, 'a test'), await freePort(), await freePort()];
  assert.equal(new Set(found).size, found.length);
  for (const port of found) assert.ok(port >= 20_000 && port < 32_000, `${port}`);
});

test('a port that is wanted is taken where it is free, and told where it is not', async (t) => {
  const free = await freePort();
  assert.equal(await reservePort(free, 'a test', '--port'), free);
  const taken = await listen(t, createServer());
  await assert.rejects(reservePort(taken, 'a test', '--port'), {
    message: `Port ${taken} (a test) is in use: stop what listens there, or choose another port with --port.`,
  });
});
