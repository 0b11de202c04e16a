import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { TestContext } from 'node:test';
import { gunzipSync } from 'node:zlib';
import forge from 'node-forge';
import { listen } from './listen.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** One item as Application Insights takes it. */
export interface Envelope {
  readonly name: string;
  readonly data: {
    readonly baseType: string;
    readonly baseData: {
      readonly metrics?: readonly { readonly name: string; readonly value: number }[];
      readonly properties?: Readonly<Record<string, string>>;
    };
  };
}

/** An ingestion endpoint of Application Insights that keeps what it is sent. */
export interface Ingestion {
  /** Settings of a process that is to send here and to trust it. */
  readonly env: Readonly<Record<string, string>>;
  readonly envelopes: readonly Envelope[];
  /** Everything that arrived: request lines, headers, bodies. */
  text(): string;
}

/** Starts the endpoint on a free port; it ends with the test. The SDK wants HTTPS, wherever it is. */
export async function startIngestion(t: TestContext): Promise<Ingestion> {
  const envelopes: Envelope[] = [];
  let text = '';
  const { key, cert } = makeCertificate();
  const server = createServer({ key, cert }, async (request, response) => {
    const sent = await buffer(request);
    const isZipped = request.headers['content-encoding'] === 'gzip';
    const body = (isZipped ? gunzipSync(sent) : sent).toString();
    text += `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}\n${body}\n`;
    const items: Envelope[] = JSON.parse(body);
    envelopes.push(...items);
    response.writeHead(200, { 'content-type': 'application/json' });
    const { length } = items;
    response.end(JSON.stringify({ itemsReceived: length, itemsAccepted: length, errors: [] }));
  });
  const port = await listen(t, server);
  const authority = join(await temporaryFolder(t), 'ingestion.pem');
  await writeFile(authority, cert);
  const env = {
    APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=https://127.0.0.1:${port}/`,
    NODE_EXTRA_CA_CERTS: authority,
  };
  return { env, envelopes, text: () => text };
}

function makeCertificate() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const keyOfForge = forge.pki.privateKeyFromPem(key);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(keyOfForge.n, keyOfForge.e);
  certificate.serialNumber = '01';
  certificate.validity.notBefore = new Date('2020-01-01');
  certificate.validity.notAfter = new Date('2120-01-01');
  certificate.setSubject([{ shortName: 'CN', value: 'ingestion' }]);
  certificate.setIssuer([{ shortName: 'CN', value: 'ingestion' }]);
  certificate.setExtensions([
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ]);
  certificate.sign(keyOfForge, forge.md.sha256.create());
  return { key, cert: forge.pki.certificateToPem(certificate) };
}
