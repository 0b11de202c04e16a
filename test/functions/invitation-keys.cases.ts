import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { after, test } from 'node:test';
import * as jose from 'jose';
import { selfSignedPem } from '../../caller/client-certificate.ts';
import { invitationLink } from '../../functions/invitation/invitation-link.ts';
import { signingKeys } from '../../functions/invitation/signing-keys.ts';
import { startClub } from '../support/club.ts';

const club = await startClub({ after });
const [oldKey, newKey] = await Promise.all([
  selfSignedPem('old', new Date()),
  selfSignedPem('new', new Date()),
]);

const settings = {
  AZURE_FUNCTIONS_ENVIRONMENT: 'Development',
  Invitation__Issuer: 'https://club.example/invitation/',
  Invitation__Audience: 'guests',
  Invitation__Link: 'https://app.club.example/join#id_token_hint={hint}',
};
const invitation = {
  code: 'ROW-4KX7-9QTB',
  email: ' ada@example.org',
  invitedBy: 'Mara',
  issuedAt: new Date('2026-11-02T08:00:00Z'),
  endsAt: new Date('2026-11-09T08:00:00Z'),
};

type Settings = Readonly<Record<string, string>>;
const hintOf = (environment: Settings) =>
  invitationLink(invitation, environment).replace(/^.*id_token_hint=/, '');
const keySetOf = (environment: Settings) =>
  jose.createLocalJWKSet({ keys: signingKeys(environment).map(({ jwk }) => jwk as jose.JWK) });

test('the link has a token with all that B2C asks for, and the claims of the invitation', async () => {
  const environment = { ...settings, Invitation__SigningKey: oldKey };
  const { payload, protectedHeader } = await jose.jwtVerify(
    hintOf(environment),
    keySetOf(environment),
    { issuer: settings.Invitation__Issuer, audience: 'guests', currentDate: invitation.issuedAt },
  );
  const [iat, exp] = [1793606400, 1794211200];
  assert.deepEqual(payload, {
    ...{
      iss: settings.Invitation__Issuer,
      aud: 'guests',
      iat,
      nbf: iat,
      exp,
      jti: invitation.code,
    },
    ...{ email: 'ada@example.org', invitation_code: invitation.code, invited_by: 'Mara' },
  });
  const [jwk] = signingKeys(environment).map(({ jwk }) => jwk);
  assert.deepEqual(protectedHeader, { typ: 'JWT', alg: 'RS256', kid: jwk?.['kid'] });
});

test('a published key has the members of the samples, and its certificate', () => {
  const [key] = signingKeys({ ...settings, Invitation__SigningKey: oldKey });
  const { kid, x5t, x5c, n, nbf, ...rest } = key?.jwk ?? {};
  const certificate = new X509Certificate(oldKey);
  assert.deepEqual(rest, { use: 'sig', kty: 'RSA', alg: 'RS256', e: 'AQAB' });
  assert.deepEqual(x5c, [certificate.raw.toString('base64')]);
  assert.equal(
    x5t,
    Buffer.from(certificate.fingerprint.replaceAll(':', ''), 'hex').toString('base64url'),
  );
  assert.deepEqual([kid, n], [x5t, certificate.publicKey.export({ format: 'jwk' }).n]);
  assert.ok(Number(nbf) <= Date.now() / 1000);
});

test('in a rotation every hint can be verified at every moment', async () => {
  const steps: Settings[] = [
    { Invitation__SigningKey: oldKey },
    { Invitation__SigningKey: oldKey, Invitation__SigningKey__Next: newKey },
    { Invitation__SigningKey: newKey, Invitation__SigningKey__Next: oldKey },
    { Invitation__SigningKey: newKey },
  ];
  const environments = steps.map((step) => ({ ...settings, ...step }));
  const options = { currentDate: invitation.issuedAt };
  for (const [index, environment] of environments.entries()) {
    // What was read before the last step, and what is read now.
    for (const reader of [environment, environments[index - 1] ?? environment]) {
      await jose.jwtVerify(hintOf(environment), keySetOf(reader), options);
    }
  }
  const [, rotating, swapped] = environments;
  assert.ok(rotating && swapped);
  await jose.jwtVerify(hintOf(rotating), keySetOf(swapped), options);
});

const escaped = oldKey.replaceAll('\n', '\\n');
test('line breaks may be written', () => {
  const [key] = signingKeys({ ...settings, Invitation__SigningKey: escaped });
  assert.equal(key?.kid, signingKeys({ Invitation__SigningKey: oldKey })[0]?.kid);
});

const [privateKey = '', certificate = ''] = oldKey.split(/(?=-----BEGIN CERT)/);
const [, otherCertificate = ''] = newKey.split(/(?=-----BEGIN CERT)/);
const broken = [
  { name: 'nothing', pem: '', problem: /is empty/ },
  { name: 'not made', pem: 'development-only-certificate', problem: /development value/ },
  { name: 'no key', pem: certificate, problem: /no private key with its certificate/ },
  { name: 'no certificate', pem: privateKey, problem: /no private key with its certificate/ },
  { name: 'another key’s', pem: privateKey + otherCertificate, problem: /of another key/ },
  { name: 'a broken one', pem: privateKey.replace(/MII/, 'MIJ') + certificate, problem: /broken/ },
];
for (const { name, pem, problem } of broken) {
  test(`a signing key that is ${name} is a bad setting, and is not quoted`, () => {
    const read = () => signingKeys({ Invitation__SigningKey: pem });
    assert.throws(read, problem);
    assert.throws(read, (error) => !String(error).includes('MI'));
  });
}

test('a link without a place for the token is a bad setting', () => {
  const environment = {
    ...settings,
    Invitation__SigningKey: oldKey,
    Invitation__Link: 'https://x',
  };
  assert.throws(() => invitationLink(invitation, environment), /has no place for \{hint\}/);
});

test('discovery document and keys are published to everybody, and may be kept for a while', async () => {
  const document = await club.host.get('/api/invitation/.well-known/openid-configuration');
  const { issuer, jwks_uri: uri, ...rest } = await document.json<Record<string, string>>();
  assert.equal(uri, `${issuer?.replace(/\/$/, '')}/keys`);
  assert.deepEqual(rest, { id_token_signing_alg_values_supported: ['RS256'] });
  const keys = await club.host.get('/api/invitation/keys');
  const published = await keys.json<{ keys: jose.JWK[] }>();
  assert.equal(published.keys.length, 1);
  assert.deepEqual(
    published.keys.filter(({ d, p, q }) => d ?? p ?? q),
    [],
    'no private member',
  );
  for (const { headers } of [document, keys]) {
    assert.equal(headers.get('cache-control'), 'public, max-age=300');
    assert.match(headers.get('content-type') ?? '', /^application\/json/);
  }
});
