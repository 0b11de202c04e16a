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
import { makeCertificate, type TestCertificate } from '../support/certificates.ts';
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

const valid = { notBefore: new Date(now.getTime() - day), notAfter: new Date(now.getTime() + day) };
const authority = makeCertificate({ name: 'Club CA', isAuthority: true, ...valid });
const namesake = makeCertificate({ name: 'Club CA', isAuthority: true, ...valid });
const stale = makeCertificate({
  name: 'Stale CA',
  isAuthority: true,
  notBefore: new Date(now.getTime() - 3 * day),
  notAfter: new Date(now.getTime() - 2 * day),
});
const issued = makeCertificate({ name: 'b2c', issuer: authority, ...valid });
const second = makeCertificate({ name: 'b2c', issuer: authority, ...valid });
const forged = makeCertificate({ name: 'b2c', issuer: namesake, ...valid });
const outlived = makeCertificate({ name: 'b2c', issuer: stale, ...valid });
const stranger = makeCertificate({ name: 'stranger', issuer: authority, ...valid });

const named: Environment = {
  Cert__Thumbprints: undefined,
  Cert__Names: 'CN=other > CN=Other CA; CN = b2c, O=Club > O=Club,CN=Club CA',
  Cert__Authorities: authority.pem,
};

interface AuthorityCase {
  readonly name: string;
  readonly presented: TestCertificate;
  readonly environment: Environment;
  readonly isBelieved: boolean;
}

const pinnedAndIssued = {
  Cert__Thumbprints: issued.thumbprint,
  Cert__Authorities: [namesake.der, authority.der].join(', '),
};

const judged: readonly AuthorityCase[] = [
  { name: 'pinned names of an authority', presented: issued, environment: named, isBelieved: true },
  {
    name: 'the same names, renewed by the authority',
    presented: second,
    environment: named,
    isBelieved: true,
  },
  {
    name: 'the same names of a forger who calls himself so',
    presented: forged,
    environment: named,
    isBelieved: false,
  },
  {
    name: 'another name of the authority',
    presented: stranger,
    environment: named,
    isBelieved: false,
  },
  { name: 'the authority itself', presented: authority, environment: named, isBelieved: false },
  {
    name: 'a pinned certificate of the second of two authorities',
    presented: issued,
    environment: pinnedAndIssued,
    isBelieved: true,
  },
  {
    name: 'a certificate of the authority that is not pinned',
    presented: second,
    environment: pinnedAndIssued,
    isBelieved: false,
  },
  {
    name: 'a pinned certificate that no configured authority has issued',
    presented: forged,
    environment: { Cert__Thumbprints: forged.thumbprint, Cert__Authorities: authority.pem },
    isBelieved: false,
  },
  {
    name: 'a certificate of an authority that has expired',
    presented: outlived,
    environment: { Cert__Thumbprints: outlived.thumbprint, Cert__Authorities: stale.pem },
    isBelieved: false,
  },
  {
    name: 'an authority whose PEM is in one line',
    presented: issued,
    environment: {
      Cert__Thumbprints: issued.thumbprint,
      Cert__Authorities: `${namesake.pem}${authority.pem}`.replaceAll('\n', String.raw`\n`),
    },
    isBelieved: true,
  },
];

for (const { name, presented, environment, isBelieved } of judged) {
  test(`is ${isBelieved ? 'believed' : 'refused'}: ${name}`, async () => {
    const row = { name, header: () => presented.der, environment: () => environment };
    if (isBelieved) await authenticate(row);
    else assert.throws(() => authenticate(row), { status: 401 });
  });
}

test('the first pin is the current one, the others follow in a rotation', async () => {
  const pins = { Cert__Thumbprints: `${ours.thumbprint},${other.thumbprint}` };
  const row = { name: '', environment: () => pins };
  assert.deepEqual(await authenticate(row), { slot: 'current', isRotating: true });
  const next = await authenticate({ ...row, header: () => other.der });
  assert.deepEqual(next, { slot: 'next', isRotating: true });
});

test('a certificate that was believed is refused when its time is over', async () => {
  const clock = { at: now };
  const settings = { Cert__Thumbprints: ours.thumbprint, ClientCertificateForwarded: 'true' };
  const check = clientCertificate(authentication, { environment: settings, now: () => clock.at });
  const request = toRequest({ headers: { 'X-ARR-ClientCert': ours.der } });
  await check(request);
  clock.at = new Date(ours.expires.getTime());
  await check(request);
  clock.at = new Date(ours.expires.getTime() + 1000);
  assert.throws(() => check(request), { status: 401 });
});
