import assert from 'node:assert/strict';
import test from 'node:test';
import { checkSettings } from '../../shared/check-settings.ts';
import type { Authentication } from '../../shared/profile.ts';
import type { Environment } from '../../shared/settings.ts';

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };

function profileOf(authentication: Authentication) {
  return { id: `REST-${authentication.type}`, authentication };
}

const profiles = [
  profileOf({ type: 'None' }),
  profileOf({ type: 'Basic', username: 'User', password: 'Password' }),
  profileOf({ type: 'ApiKeyHeader', header: 'x-key', key: 'Key' }),
  profileOf({ type: 'BearerToken', token: 'Token' }),
  profileOf({ type: 'BearerClaim', claim: 'token' }),
  profileOf({ type: 'ClientCertificate', certificate: 'Certificate' }),
];

const complete: Environment = {
  DANGEROUS_AllowAnonymousCallers: 'REST-None',
  User: 'u',
  Password: 'p',
  Key: 'k',
  Token: 't',
  Bearer__Issuer: 'https://login.example/tenant/v2.0',
  Bearer__Audience: 'api://club',
  Bearer__AllowedClients: 'client-1',
  Certificate__Thumbprints: 'AB:'.repeat(20).slice(0, -1),
  ClientCertificateForwarded: 'True',
};

test('complete settings have no problems', () => {
  assert.deepEqual(checkSettings(profiles, complete), []);
});

test('each missing setting is named once', () => {
  assert.deepEqual(checkSettings([...profiles, ...profiles], {}), [
    'The setting "DANGEROUS_AllowAnonymousCallers" does not name "REST-None", which anybody could call: its AuthenticationType is None.',
    'The setting "User" is missing.',
    'The setting "Password" is missing.',
    'The setting "Key" is missing.',
    'The setting "Token" is missing.',
    'The setting "Bearer__Issuer" is missing.',
    'The setting "Bearer__Audience" is missing.',
    'The setting "Bearer__AllowedClients" is missing.',
    'The setting "Certificate__Thumbprints" is missing.',
    'The setting "ClientCertificateForwarded" is not "true": every client certificate is refused.',
  ]);
});

const wrong: readonly { name: string; changes: Environment; problem: RegExp }[] = [
  {
    name: 'an http issuer outside development',
    changes: { Bearer__Issuer: 'http://localhost:7072' },
    problem: /"Bearer__Issuer" is no https URL/,
  },
  {
    name: 'an http JWKS outside development',
    changes: { Bearer__JwksUri: 'http://localhost:7072/jwks' },
    problem: /"Bearer__JwksUri" is no https URL/,
  },
  {
    name: 'an issuer that is no URL',
    changes: { ...development, Bearer__Issuer: 'login' },
    problem: /"Bearer__Issuer" is no https URL/,
  },
  {
    name: 'a next password that is a reference which was not resolved',
    changes: { Password__Next: '@Microsoft.KeyVault(SecretUri=https://x)' },
    problem: /"Password__Next" is a Key Vault reference that was not resolved/,
  },
  {
    name: 'a next key that is a development value, in Azure',
    changes: { Key__Next: 'development-only-key' },
    problem: /"Key__Next" holds a development value/,
  },
  {
    name: 'a next token that is a development value, in Azure',
    changes: { Token__Next: 'development-only-token' },
    problem: /"Token__Next" holds a development value/,
  },
  {
    name: 'a client certificate that nobody forwards',
    changes: { ClientCertificateForwarded: undefined },
    problem: /"ClientCertificateForwarded" is not "true"/,
  },
  {
    name: 'a client certificate that is not forwarded on purpose',
    changes: { ClientCertificateForwarded: 'false' },
    problem: /"ClientCertificateForwarded" is not "true"/,
  },
  {
    name: 'a word that is neither true nor false',
    changes: { ClientCertificateForwarded: 'yes' },
    problem: /"ClientCertificateForwarded" is neither "true" nor "false"/,
  },
  {
    name: 'a SHA-256 thumbprint',
    changes: { Certificate__Thumbprints: 'ab'.repeat(32) },
    problem: /"Certificate__Thumbprints" holds something that is no SHA-1 thumbprint/,
  },
  {
    name: 'a name that anybody could write into a certificate',
    changes: { Certificate__Names: 'CN=b2c > CN=Club CA' },
    problem: /"Certificate__Authorities" is missing: anybody can make/,
  },
  {
    name: 'an authority that is no certificate',
    changes: { Certificate__Authorities: 'AAAA' },
    problem: /"Certificate__Authorities" holds something that is no certificate of an authority/,
  },
  {
    name: 'a user name with a colon',
    changes: { User: 'a:b' },
    problem: /"User" has a colon/,
  },
  {
    name: "a principal of Easy Auth's where the platform does not authenticate",
    changes: { EasyAuthPrincipalForwarded: 'true' },
    problem: /"EasyAuthPrincipalForwarded" is "true", but the platform does not authenticate/,
  },
  {
    name: 'one of two issuers that is no https URL',
    changes: { Bearer__Issuer: 'https://login.example/v2.0, http://sts.example/' },
    problem: /"Bearer__Issuer" is no https URL/,
  },
];

for (const { name, changes, problem } of wrong) {
  test(`${name} is a problem`, () => {
    const problems = checkSettings(profiles, { ...complete, ...changes });
    assert.equal(problems.length, 1);
    assert.match(problems[0] ?? '', problem);
  });
}

test('a value that follows in a rotation may be absent or empty', () => {
  const changes = { Password__Next: '', Key__Next: ' ', Token__Next: 'next' };
  assert.deepEqual(checkSettings(profiles, { ...complete, ...changes }), []);
});

test('an http issuer serves in development', () => {
  const changes = { ...development, Bearer__Issuer: 'http://localhost:7072' };
  assert.deepEqual(checkSettings(profiles, { ...complete, ...changes }), []);
});
