import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import { join, resolve } from 'node:path';
import { type TestContext, test } from 'node:test';
import { makeCertificate } from '../support/certificates.ts';
import { startGraph } from '../support/graph-server.ts';
import { listen } from '../support/listen.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const hosts = ['graph.microsoft.com', 'login.microsoftonline.com', 'localhost'];

/** An authority that only this machine knows, and a certificate of it for the names of Microsoft. */
function makeCertificates() {
  const validity = {
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 600_000),
  };
  const issuer = makeCertificate({ name: 'Proxy CA', isAuthority: true, ...validity });
  const { pem, privateKey } = makeCertificate({ name: 'Proxy', issuer, hosts, ...validity });
  return { authority: issuer.pem, certificate: { cert: pem, key: privateKey } };
}

/** A proxy that knows only CONNECT, and leads every name to a port of this machine. */
async function startProxy(t: TestContext, ports: Readonly<Record<string, number>>) {
  const connects: string[] = [];
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request, socket) => {
    connects.push(request.url ?? '');
    const [host = ''] = (request.url ?? '').split(':');
    const upstream = connect(ports[host] ?? 1, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(t, server)}`, connects };
}

/** What Entra answers a service principal with; each token has a number. */
async function startLogin(t: TestContext, certificate: { cert: string; key: string }) {
  let count = 0;
  const answer = ({ url = '' }: IncomingMessage, response: ServerResponse) => {
    const origin = 'https://login.microsoftonline.com/contoso.onmicrosoft.com';
    const isToken = url.includes('/oauth2/v2.0/token');
    if (isToken) count += 1;
    const body = isToken
      ? { token_type: 'Bearer', expires_in: 3600, access_token: `canary-token-${count}` }
      : {
          issuer: `${origin}/v2.0`,
          authorization_endpoint: `${origin}/oauth2/v2.0/authorize`,
          token_endpoint: `${origin}/oauth2/v2.0/token`,
          jwks_uri: `${origin}/discovery/v2.0/keys`,
        };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  return listen(t, createTlsServer(certificate, answer));
}

/** `countersign policies pull`, with nothing of this machine's environment but PATH. */
function pull(folder: string, env: Record<string, string>, ...args: string[]) {
  const command = [
    resolve('cli.ts'),
    'policies',
    'pull',
    'out',
    '--tenant',
    'contoso.onmicrosoft.com',
  ];
  const own = { PATH: process.env['PATH'] ?? '', HOME: folder, NO_COLOR: '1', ...env };
  return new Promise<{ code: number; stderr: string }>((done) => {
    execFile(
      process.execPath,
      [...command, ...args],
      { cwd: folder, env: own },
      (error, stdout, stderr) => {
        assert.doesNotMatch(stdout + stderr, /canary/);
        done({ code: error ? Number(error.code) : 0, stderr });
      },
    );
  });
}

const onlyLinux = {
  skip:
    process.platform !== 'linux' && 'elsewhere a test cannot add to the authorities of the system',
};

test(
  'Entra and Graph are reached through the proxy, with an authority of the system alone',
  onlyLinux,
  async (t) => {
    const folder = await temporaryFolder(t);
    const { authority, certificate } = makeCertificates();
    await writeFile(join(folder, 'authorities.pem'), authority);
    const graph = await startGraph(t, {
      certificate,
      policies: { B2C_1A_A: '<a/>' },
      tokens: ['canary-token-2'],
    });
    const login = await startLogin(t, certificate);
    const proxy = await startProxy(t, {
      'graph.microsoft.com': graph.port,
      'login.microsoftonline.com': login,
    });
    const env = {
      HTTPS_PROXY: proxy.url,
      SSL_CERT_FILE: join(folder, 'authorities.pem'),
      AZURE_TENANT_ID: 'contoso.onmicrosoft.com',
      AZURE_CLIENT_ID: '0f7d9a52-1c7e-4c5a-9a53-2f0d6f0f5e12',
      AZURE_CLIENT_SECRET: 'development-only-canary',
    };
    const { code, stderr } = await pull(folder, env);
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(await readFile(join(folder, 'out/B2C_1A_A.xml'), 'utf8'), '<a/>');
    assert.deepEqual([...new Set(proxy.connects)].sort(), [
      'graph.microsoft.com:443',
      'login.microsoftonline.com:443',
    ]);
  },
);

const token = { COUNTERSIGN_GRAPH_TOKEN: 'canary' };

test('what NO_PROXY names is reached without the proxy', onlyLinux, async (t) => {
  const folder = await temporaryFolder(t);
  const { authority, certificate } = makeCertificates();
  const file = join(folder, 'authorities.pem');
  await writeFile(file, authority);
  const graph = await startGraph(t, { certificate });
  const proxy = await startProxy(t, {});
  const env = { ...token, HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost', SSL_CERT_FILE: file };
  assert.deepEqual(await pull(folder, env, '--graph', graph.origin), { code: 0, stderr: '' });
  assert.deepEqual(proxy.connects, []);
});

test('an authority that nobody here trusts is refused in one sentence', async (t) => {
  const folder = await temporaryFolder(t);
  const { certificate } = makeCertificates();
  const graph = await startGraph(t, { certificate });
  const { code, stderr } = await pull(folder, token, '--graph', graph.origin);
  assert.equal(code, 1);
  assert.match(stderr, /^error "localhost:\d+" gave no answer to GET: .*certificate.*\n$/);
  assert.deepEqual(graph.requests, []);
});
