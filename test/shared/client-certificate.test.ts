import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import {
  type ClientCertificate,
  ensureClientCertificate,
} from '../../caller/client-certificate.ts';
import { clientCertificate } from '../../shared/client-certificate.ts';
import type { Environment } from '../../shared/settings.ts';
import { toRequest } from '../support/invocation.ts';

const day = 24 * 60 * 60 * 1000;
const now = new Date('2031-05-04T00:00:00Z');
const authentication = { type: 'ClientCertificate', certificate: 'Cert' } as const;

let folder: string;
let ours: ClientCertificate;
let other: ClientCertificate;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-'));
  [ours, other] = await Promise.all([
    ensureClientCertificate({ folder, storageReferenceId: 'Cert', now }),
    ensureClientCertificate({ folder, storageReferenceId: 'Other', now }),
  ]);
});

after(() => rm(folder, { recursive: true }));

interface Case {
  readonly name: string;
  readonly header?: () => string;
  readonly at?: () => Date;
  readonly environment?: () => Environment;
}

function authenticate({ header = () => ours.der, at = () => now, environment = () => ({}) }: Case) {
  const settings = {
    Cert__Thumbprints: ours.thumbprint,
    ClientCertificateForwarded: 'true',
    ...environment(),
  };
  const check = clientCertificate(authentication, { environment: settings, now: at });
  const value = header();
  return check(toRequest({ headers: value === '' ? {} : { 'X-ARR-ClientCert': value } }));
}

const believed: readonly Case[] = [
  { name: 'the pinned certificate' },
  {
    name: 'a pin with colons in small letters among others',
    environment: () => ({
      Cert__Thumbprints: `${other.thumbprint}, ${ours.thumbprint.toLowerCase().replaceAll(/(..)(?=.)/g, '$1:')}`,
    }),
  },
];

for (const row of believed) {
  test(`is believed: ${row.name}`, async () => {
    await authenticate(row);
  });
}

function pemOf({ der }: ClientCertificate): string {
  return new X509Certificate(Buffer.from(der, 'base64')).toString();
}

const refused: readonly Case[] = [
  { name: 'no header', header: () => '' },
  { name: 'a certificate that is not pinned', header: () => other.der },
  { name: 'the thumbprint itself', header: () => ours.thumbprint },
  { name: 'no certificate at all', header: () => 'AAAA' },
  { name: 'a certificate after other characters', header: () => `!!!${ours.der}` },
  { name: 'two certificates', header: () => `${ours.der},${ours.der}` },
  {
    name: 'a certificate with more behind it',
    header: () =>
      Buffer.concat([Buffer.from(ours.der, 'base64'), Buffer.alloc(3)]).toString('base64'),
  },
  { name: 'the base64 of PEM', header: () => Buffer.from(pemOf(ours)).toString('base64') },
  { name: 'a certificate before its time', at: () => new Date(now.getTime() - 2 * day) },
  { name: 'an expired certificate', at: () => new Date(ours.expires.getTime() + 1000) },
  {
    name: 'any, unless the platform forwards them',
    environment: () => ({ ClientCertificateForwarded: undefined }),
  },
  {
    name: 'any, where the platform is said not to forward them',
    environment: () => ({ ClientCertificateForwarded: 'false' }),
  },
];

for (const row of refused) {
  test(`is refused: ${row.name}`, () => {
    assert.throws(() => authenticate(row), { status: 401 });
  });
}

test('a word that is neither true nor false is a bad setting, not a refusal', () => {
  for (const word of ['yes', '', '1', 'true,false']) {
    const environment = () => ({ ClientCertificateForwarded: word });
    assert.throws(() => authenticate({ name: word, environment }), {
      status: 503,
      message: 'The setting "ClientCertificateForwarded" is neither "true" nor "false".',
    });
  }
});
