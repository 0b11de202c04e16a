import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import functions, { type HttpRequest } from '@azure/functions';
import { ensureClientCertificate } from '../caller/client-certificate.ts';

/** A request that carries nothing but a credential. */
export function requestWith(header: string, value: string): HttpRequest {
  return new functions.HttpRequest({
    method: 'POST',
    url: 'http://localhost/api/bench',
    headers: { [header]: value },
  });
}

/** A JWT, and the bytes that a bare verification takes. */
export interface BenchToken {
  readonly token: string;
  readonly text: Buffer;
  readonly signature: Buffer;
}

/** A JWT issuer on loopback; what it signs is as long as Entra's tokens. */
export interface BenchIssuer {
  readonly settings: Readonly<Record<string, string>>;
  readonly publicKey: ReturnType<typeof generateKeyPairSync>['publicKey'];
  /** Each is another token. */
  sign(): BenchToken;
  stop(): void;
}

/** Starts the issuer on a free port. */
export async function startBenchIssuer(): Promise<BenchIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'bench' };
  const server = createServer((_request, response) =>
    response.end(JSON.stringify({ keys: [jwk] })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let count = 0;
  return {
    settings: {
      AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
      Bearer__Issuer: issuer,
      Bearer__JwksUri: issuer,
      Bearer__Audience: 'api://bench',
      Bearer__AllowedClients: '0c7b9a52-3f0e-4b35-9d0b-6c2f7f4b1a01',
    },
    publicKey,
    sign: () => {
      count += 1;
      const text = `${encode({ typ: 'JWT', alg: 'RS256', kid: 'bench' })}.${encode(payload(issuer, count))}`;
      const signature = sign('sha256', Buffer.from(text), privateKey);
      return {
        token: `${text}.${signature.toString('base64url')}`,
        text: Buffer.from(text),
        signature,
      };
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The claims of an access token of Entra's for an application. */
function payload(issuer: string, count: number): object {
  const now = Math.floor(Date.now() / 1000);
  const id = '0c7b9a52-3f0e-4b35-9d0b-6c2f7f4b1a01';
  return {
    aud: 'api://bench',
    iss: issuer,
    iat: now,
    nbf: now,
    exp: now + 3600,
    aio: 'E2ZgYJjO8Xbmr5yTbLMXHb5w5VbO'.repeat(2),
    azp: id,
    azpacr: '1',
    oid: id,
    rh: '0.AXkAUprHDA4_NUudC2wvf0saAQ'.repeat(2),
    roles: ['Journey.Call'],
    sub: id,
    tid: id,
    uti: `bench-${count}`,
    ver: '2.0',
  };
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A client certificate and the settings that pin it. */
export async function makeBenchCertificate() {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-bench-'));
  const wanted = { folder, storageReferenceId: 'Certificate', now: new Date() };
  const { der, thumbprint } = await ensureClientCertificate(wanted).finally(() =>
    rm(folder, { recursive: true }),
  );
  const settings = { Certificate__Thumbprints: thumbprint, ClientCertificateForwarded: 'true' };
  return { der, settings };
}
