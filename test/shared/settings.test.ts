import assert from 'node:assert/strict';
import test from 'node:test';
import * as z from 'zod';
import type { Authentication, RestfulProfile } from '../../shared/profile.ts';
import {
  checkSettings,
  type Environment,
  isDevelopment,
  listSetting,
  requireSetting,
  requireSettings,
} from '../../shared/settings.ts';

const development = { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' };

const environments: readonly { name: string; environment: Environment; expected: boolean }[] = [
  { name: 'func start', environment: development, expected: true },
  { name: 'nothing set', environment: {}, expected: false },
  {
    name: 'a site in Azure that says Development',
    environment: { ...development, WEBSITE_SITE_NAME: 'club' },
    expected: false,
  },
  {
    name: 'an instance in Azure that says Development',
    environment: { ...development, WEBSITE_INSTANCE_ID: '1' },
    expected: false,
  },
  {
    name: 'Production',
    environment: { AZURE_FUNCTIONS_ENVIRONMENT: 'Production' },
    expected: false,
  },
];

for (const { name, environment, expected } of environments) {
  test(`${name} is ${expected ? '' : 'not '}development`, () => {
    assert.equal(isDevelopment(environment), expected);
  });
}

const unusable: readonly { value: string | undefined; problem: RegExp }[] = [
  { value: undefined, problem: /is missing/ },
  { value: '', problem: /is empty/ },
  { value: '  ', problem: /is empty/ },
  { value: '@Microsoft.KeyVault(SecretUri=https://CANARY)', problem: /Key Vault/ },
  { value: 'development-only-CANARY', problem: /development value/ },
  { value: 'CANARY, development-only-CANARY', problem: /development value/ },
  { value: 'CANARY,@Microsoft.KeyVault(SecretUri=https://CANARY)', problem: /Key Vault/ },
];

for (const { value, problem } of unusable) {
  test(`a setting that is ${JSON.stringify(value)} is refused without its value`, () => {
    assert.throws(
      () => requireSetting('Name', { Name: value }),
      (error: Error) => {
        assert.match(error.message, problem);
        assert.match(error.message, /"Name"/);
        assert.doesNotMatch(error.message, /CANARY/);
        return true;
      },
    );
  });
}

test('development values serve in development', () => {
  const environment = { ...development, Name: 'development-only-secret' };
  assert.equal(requireSetting('Name', environment), 'development-only-secret');
});

test('all problems are told at once', () => {
  assert.throws(() => requireSettings(['A', 'B', 'C'], { B: 'b', C: '' }), {
    code: 'ERR_SETTINGS_INVALID',
    message: 'The setting "A" is missing. The setting "C" is empty.',
  });
});

test('a list is split and trimmed', () => {
  assert.deepEqual(listSetting('List', { List: ' a, b ,,c' }), ['a', 'b', 'c']);
  assert.throws(() => listSetting('List', { List: ' , ' }), /is empty/);
});

function profileOf(authentication: Authentication): RestfulProfile {
  return {
    id: authentication.type,
    http: { methods: ['POST'], route: 'test', authLevel: 'anonymous' },
    sendClaimsIn: 'Body',
    resolveJsonPaths: false,
    authentication,
    validation: 'observe',
    input: z.object({}),
    output: z.object({}),
  };
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
