import assert from 'node:assert/strict';
import test from 'node:test';
import { makeCertificate } from '../support/certificates.ts';
import { send } from '../support/raw-http.ts';
import {
  startTokenIssuer,
  type TokenIssuer,
  tokenAudience,
  tokenClient,
} from '../support/token-issuer.ts';
import {
  basicRows,
  type Certificates,
  type CredentialRow,
  certificateRows,
  jwtRows,
  keyRows,
  principalRows,
  tokenRows,
} from './credential-rows.ts';
import type { Page } from './page.ts';

const day = 24 * 60 * 60 * 1000;

/** All that the rows' credentials are checked against. */
export interface Trust {
  readonly issuer: TokenIssuer;
  readonly certificates: Certificates;
  /** Settings of the host. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Starts a token issuer and makes certificates. */
export async function makeTrust(scope: { after(end: () => Promise<void>): void }): Promise<Trust> {
  const issuer = await startTokenIssuer(scope);
  const { authority, ...certificates } = makeCertificates();
  const { current, next, expired, future } = certificates;
  const env = {
    User: 'club',
    Password: 'pass:word',
    Password__Next: 'fresh',
    Key: 'key',
    Key__Next: 'fresh',
    Token: 'token',
    Token__Next: 'fresh',
    Fresh: 'fresh',
    Development: 'development-only-key',
    Absent: undefined,
    Bearer__Issuer: `${issuer.url},${issuer.url}/v1/`,
    Bearer__Audience: tokenAudience,
    Bearer__AllowedClients: tokenClient,
    ClientCertificateForwarded: 'true',
    Pinned__Thumbprints: [current, next, expired, future].map((one) => one.thumbprint).join(','),
    Named__Names: 'CN=b2c, O=Club > CN=Club CA, O=Club',
    Named__Authorities: authority.pem,
  };
  return { issuer, certificates, env };
}

function makeCertificates() {
  const now = Date.now();
  const valid = { notBefore: new Date(now - day), notAfter: new Date(now + day) };
  const authority = makeCertificate({ name: 'Club CA', isAuthority: true, ...valid });
  const namesake = makeCertificate({ name: 'Club CA', isAuthority: true, ...valid });
  return {
    authority,
    current: makeCertificate({ name: 'current', ...valid }),
    next: makeCertificate({ name: 'next', ...valid }),
    expired: makeCertificate({
      name: 'expired',
      notBefore: new Date(now - 2 * day),
      notAfter: new Date(now - day),
    }),
    future: makeCertificate({
      name: 'future',
      notBefore: new Date(now + day),
      notAfter: new Date(now + 2 * day),
    }),
    issued: makeCertificate({ name: 'b2c', issuer: authority, ...valid }),
    forged: makeCertificate({ name: 'b2c', issuer: namesake, ...valid }),
  };
}

/** Presents every credential, right and wrong. */
export function testCredentials(baseUrl: string, page: Page, trust: Trust): void {
  const { issuer, certificates } = trust;
  const test = (title: string, rows: readonly CredentialRow[], isPart = false) =>
    testRows(baseUrl, page, { title, rows, isPart });
  test('Credentials: Basic', basicRows, true);
  test('Credentials: ApiKeyHeader', keyRows);
  test('Credentials: Bearer, a token of the policy', tokenRows);
  test('Credentials: Bearer, a JWT', jwtRows(issuer));
  test("Credentials: Bearer, Easy Auth's principal", principalRows(issuer));
  test('Credentials: ClientCertificate', certificateRows(certificates));
  test('Credentials: None, in development', [
    { name: 'none', path: 'none', headers: {}, status: 200 },
  ]);
}

/** The same functions where the environment is that of Azure. */
export function testProduction(baseUrl: string, page: Page, { issuer }: Trust): void {
  const headers = { authorization: `Bearer ${issuer.sign()}` };
  const right = { 'x-api-key': 'key' };
  testRows(baseUrl, page, {
    title: 'Credentials: in Azure',
    rows: [
      { name: 'ApiKeyHeader, right', path: 'key', headers: right, status: 200 },
      { name: 'None, not allowed by a setting', path: 'body', headers: {}, status: 503 },
      {
        name: 'None, named by DANGEROUS_AllowAnonymousCallers',
        path: 'none',
        headers: {},
        status: 200,
      },
      {
        name: 'ApiKeyHeader, right, but a value for development',
        path: 'development',
        headers: { 'x-api-key': 'development-only-key' },
        status: 503,
      },
      { name: 'Bearer, right, but the issuer is plain HTTP', path: 'jwt', headers, status: 503 },
      {
        name: "Easy Auth's principal, and the platform does not authenticate",
        path: 'principal',
        headers: {},
        status: 503,
      },
    ],
  });
}

interface CredentialTable {
  readonly title: string;
  readonly rows: readonly CredentialRow[];
  readonly isPart?: boolean;
}

function testRows(baseUrl: string, page: Page, { title, rows, isPart = false }: CredentialTable) {
  const seen = page.add({ title, columns: ['credential', 'status'], isPart });
  for (const { name, path, headers, status } of rows) {
    test(`${title}, ${name}: ${status}`, async () => {
      const answer = await send(baseUrl, {
        method: 'POST',
        path: `/api/${path}`,
        headers: [['content-type', 'application/json'], ...Object.entries(headers)],
        body: '{}',
      });
      const text = answer.body.toString();
      assert.equal(answer.status, status, text);
      if (status === 401) assertSilent(text);
      seen.push([name, String(status)]);
    });
  }
}

/** Whatever was wrong, the words are the same. */
function assertSilent(text: string): void {
  const { requestId, ...rest } = JSON.parse(text);
  assert.match(requestId, /^[0-9a-f-]{36}$|^[0-9a-f]{32}$/);
  assert.deepEqual(rest, { version: '1.0.0', status: 401, code: 'ERR_CALLER_UNAUTHENTICATED' });
}
