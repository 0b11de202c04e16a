import { type IncomingHttpHeaders, request } from 'node:http';
import { createServer } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { makeCertificate, type TestCertificate } from './certificates.ts';
import { listen } from './listen.ts';

/** An answer on its way. */
export interface Passing {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What stands before a server: its address, and what it does with answers. */
export interface FrontOptions {
  /** Asked for each call: the server may start later. */
  readonly target: () => string;
  readonly certificate: TestCertificate;
  readonly change?: (answer: Passing) => Passing;
}

const day = 86_400_000;

/** A certificate for `localhost` that is its own authority: trust it by NODE_EXTRA_CA_CERTS. */
export function localhostCertificate(): TestCertificate {
  const notBefore = new Date(Date.now() - day);
  const notAfter = new Date(Date.now() + 40 * day);
  return makeCertificate({ name: 'localhost', isAuthority: true, notBefore, notAfter });
}

/** TLS in front of a server, as Azure and a firewall are. Returns its origin. */
export async function startTlsFront(t: TestContext, options: FrontOptions): Promise<string> {
  const { target, certificate, change = (answer) => answer } = options;
  const tls = { key: certificate.privateKey, cert: certificate.pem };
  const server = createServer(tls, async (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const body = await buffer(incoming);
    const forwarded = request(
      new URL(url ?? '/', target()),
      { method, headers },
      async (answer) => {
        const { statusCode: status = 502, headers: received } = answer;
        const changed = change({ status, headers: received, body: await buffer(answer) });
        const { 'transfer-encoding': _, ...sent } = changed.headers;
        outgoing.writeHead(changed.status, { ...sent, 'content-length': changed.body.length });
        outgoing.end(changed.body);
      },
    );
    forwarded.on('error', () => outgoing.destroy());
    forwarded.end(body);
  });
  return `https://localhost:${await listen(t, server)}`;
}
