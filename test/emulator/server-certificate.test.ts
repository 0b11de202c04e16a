import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ensureServerCertificate } from '../../emulator/server-certificate.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const now = new Date('2026-11-23T06:00:00Z');
const day = 24 * 60 * 60 * 1000;

test('the certificate is for this machine alone, and its authority keeps no key', async (t) => {
  const folder = await temporaryFolder(t);
  const { cert, key, authorityFile } = await ensureServerCertificate({ folder, now });
  const server = new X509Certificate(cert);
  const authority = await readFile(authorityFile, 'utf8');
  for (const host of ['localhost']) assert.equal(server.checkHost(host), host);
  for (const ip of ['127.0.0.1', '::1']) assert.ok(server.checkIP(ip));
  assert.equal(server.checkHost('example.org'), undefined);
  assert.ok(server.verify(new X509Certificate(authority).publicKey));
  assert.equal(server.ca, false);
  assert.ok(new X509Certificate(authority).ca);
  assert.doesNotMatch(authority, /PRIVATE KEY/);
  assert.match(key, /PRIVATE KEY/);
  if (process.platform !== 'win32') {
    assert.equal((await stat(join(folder, 'emulator-server.pem'))).mode & 0o077, 0);
  }
});

test('it stays the same until a month before its end, and is made anew where it was damaged', async (t) => {
  const folder = await temporaryFolder(t);
  const make = (at: Date) => ensureServerCertificate({ folder, now: at });
  const first = await make(now);
  assert.equal((await make(new Date(now.getTime() + 600 * day))).cert, first.cert);
  const later = await make(new Date(now.getTime() + 705 * day));
  assert.notEqual(later.cert, first.cert);
  await writeFile(join(folder, 'emulator-server.pem'), later.cert.slice(0, 100));
  assert.notEqual((await make(now)).cert, later.cert);
});
