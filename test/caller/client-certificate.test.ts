import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { callProfile } from '../../caller/call.ts';
import { ensureClientCertificate, readClientCertificate } from '../../caller/client-certificate.ts';
import { keysFrom } from '../../caller/keys.ts';
import { claimsBag, journeyContext, restfulProfile } from '../support/restful-profile.ts';
import { startSecureApi } from '../support/secure-api.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { answerWith, startApi } from '../support/test-api.ts';

const storageReferenceId = 'B2C_1A_ClientCertificate';
const now = new Date();
const day = 24 * 60 * 60 * 1000;

test('a certificate is X.509 v3 for clients, RSA 2048, valid for two years', async (t) => {
  const folder = await temporaryFolder(t);
  const made = await ensureClientCertificate({ folder, storageReferenceId, now });
  const certificate = new X509Certificate(made.pem);
  assert.equal(certificate.subject, `CN=${storageReferenceId}`);
  assert.equal(certificate.ca, false);
  assert.deepEqual(certificate.keyUsage, ['1.3.6.1.5.5.7.3.2']);
  assert.equal(certificate.publicKey.asymmetricKeyDetails?.modulusLength, 2048);
  assert.ok(certificate.verify(certificate.publicKey));
  assert.ok(new Date(certificate.validFrom) <= now);
  const days = (made.expires.getTime() - now.getTime()) / day;
  assert.ok(days > 729 && days < 732, `${days} days`);
});

test('its DER and thumbprint are those of the certificate', async (t) => {
  const folder = await temporaryFolder(t);
  const made = await ensureClientCertificate({ folder, storageReferenceId, now });
  const der = Buffer.from(made.der, 'base64');
  assert.equal(der.toString('base64'), made.der);
  assert.equal(made.thumbprint, createHash('sha1').update(der).digest('hex').toUpperCase());
});

test('its file is for the owner alone, and is kept', async (t) => {
  const folder = join(await temporaryFolder(t), 'keys');
  const first = await ensureClientCertificate({ folder, storageReferenceId, now });
  const second = await ensureClientCertificate({ folder, storageReferenceId, now });
  assert.equal(second.pem, first.pem);
  assert.deepEqual(await readdir(folder), [`${storageReferenceId}.pem`]);
  const file = join(folder, `${storageReferenceId}.pem`);
  assert.equal(await readFile(file, 'utf8'), first.pem);
  if (process.platform !== 'win32') assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('two processes that start together agree on one certificate', async (t) => {
  const folder = await temporaryFolder(t);
  const wanted = { folder, storageReferenceId, now };
  const made = await Promise.all([
    ensureClientCertificate(wanted),
    ensureClientCertificate(wanted),
  ]);
  assert.equal(made[0].pem, made[1].pem);
});

const renewals = [
  { name: 'is kept 31 days before it expires', days: 31, isRenewed: false },
  { name: 'is made anew 30 days before it expires', days: 30, isRenewed: true },
  { name: 'is made anew after it expired', days: -1, isRenewed: true },
];

for (const { name, days, isRenewed } of renewals) {
  test(`a certificate ${name}`, async (t) => {
    const folder = await temporaryFolder(t);
    const first = await ensureClientCertificate({ folder, storageReferenceId, now });
    const later = new Date(first.expires.getTime() - days * day);
    const second = await ensureClientCertificate({ folder, storageReferenceId, now: later });
    assert.equal(second.thumbprint !== first.thumbprint, isRenewed);
  });
}

test('a file that holds no certificate is not overwritten', async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, `${storageReferenceId}.pem`);
  await writeFile(file, 'mine');
  await assert.rejects(ensureClientCertificate({ folder, storageReferenceId, now }));
  assert.equal(await readFile(file, 'utf8'), 'mine');
});

test('a StorageReferenceId cannot lead out of the folder', async (t) => {
  const wanted = { folder: await temporaryFolder(t), storageReferenceId: '../B2C_1A_X', now };
  await assert.rejects(ensureClientCertificate(wanted), /StorageReferenceId/);
});

test('over HTTPS the certificate travels in the handshake, and in no header', async (t) => {
  const folder = await temporaryFolder(t);
  const { thumbprint } = await ensureClientCertificate({ folder, storageReferenceId, now });
  const api = await startSecureApi(t);
  const outcome = await callProfile({
    profile: restfulProfile({
      serviceUrl: api.url,
      authentication: { type: 'ClientCertificate', certificate: storageReferenceId },
    }),
    claims: claimsBag(),
    context: journeyContext,
    keys: keysFrom({}, folder),
    options: { trustedCertificates: api.certificate },
  });
  assert.equal(outcome.outcome, 'claims');
  assert.deepEqual(api.clients, [thumbprint]);
});

test('a server whose certificate is not trusted gets no request', async (t) => {
  const api = await startSecureApi(t);
  const outcome = await callProfile({
    profile: restfulProfile({ serviceUrl: api.url }),
    claims: claimsBag(),
    context: journeyContext,
    keys: () => undefined,
  });
  assert.ok(outcome.outcome === 'failed');
  assert.equal(outcome.reason, 'connection-failed');
  assert.deepEqual(api.clients, []);
});

test('over HTTP on this machine the certificate travels as Azure hands it on', async (t) => {
  const folder = await temporaryFolder(t);
  await ensureClientCertificate({ folder, storageReferenceId, now });
  const api = await startApi(t, answerWith(200, ''));
  const authentication = { type: 'ClientCertificate', certificate: storageReferenceId } as const;
  const call = (serviceUrl: string) =>
    callProfile({
      profile: restfulProfile({ serviceUrl, authentication }),
      claims: claimsBag(),
      context: journeyContext,
      keys: keysFrom({}, folder),
    });
  await call(api.url);
  const { der } = readClientCertificate(keysFrom({}, folder)(storageReferenceId) ?? '');
  assert.equal(api.seen[0]?.headers['x-arr-clientcert'], der);
  const elsewhere = await call('http://api.example.com/');
  assert.ok(elsewhere.outcome === 'not-sent');
  assert.equal(elsewhere.reason, 'certificate-needs-https');
});
