import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to connections and to port 0, which could take one of ours at any time. */
const ports = { from: 20_000, below: 32_000 };

let next = randomInt(ports.from, ports.below);

/** A port of this machine that nobody listened on a moment ago: for programs that cannot take port 0. */
export async function freePort(): Promise<number> {
  const port = next;
  next = port + 1 < ports.below ? port + 1 : ports.from;
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return port;
  } catch {
    return await freePort();
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}
