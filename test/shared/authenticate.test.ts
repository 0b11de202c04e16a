import assert from 'node:assert/strict';
import test from 'node:test';
import { authenticatorFor } from '../../shared/authenticate.ts';
import type { Proof } from '../../shared/authenticator.ts';
import type { Authentication } from '../../shared/profile.ts';
import type { Environment } from '../../shared/settings.ts';
import { toRequest } from '../support/invocation.ts';

const environment = {
  User: 'club',
  Password: 'pass:word',
  Password__Next: 'next',
  Key: 'key',
  Key__Next: '',
  Token: 'token',
  Stale: 'stale',
  Stale__Next: 'development-only-token',
  Colon: 'a:b',
  Open: 'open',
  Open__Next: '@Microsoft.KeyVault(SecretUri=https://x)',
};

const basic: Authentication = { type: 'Basic', username: 'User', password: 'Password' };
const apiKey: Authentication = { type: 'ApiKeyHeader', header: 'X-Api-Key', key: 'Key' };
const token: Authentication = { type: 'BearerToken', token: 'Token' };

async function authenticate(
  authentication: Authentication,
  headers: Readonly<Record<string, string>>,
  settings: Environment = environment,
): Promise<Proof> {
  const context = { environment: settings, now: () => new Date() };
  const profile = { id: 'REST-Test', authentication };
  return (await authenticatorFor(profile, context))(toRequest({ headers }));
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

interface Case {
  readonly name: string;
  readonly authentication: Authentication;
  readonly headers: Readonly<Record<string, string>>;
}

const believed: readonly Case[] = [
  {
    name: 'Basic, the password with a colon',
    authentication: basic,
    headers: { authorization: `Basic ${base64('club:pass:word')}` },
  },
  {
    name: 'Basic, the scheme in another case',
    authentication: basic,
    headers: { authorization: `bAsIc ${base64('club:pass:word')}` },
  },
  {
    name: 'Basic, the next password',
    authentication: basic,
    headers: { authorization: `Basic ${base64('club:next')}` },
  },
  { name: 'ApiKeyHeader', authentication: apiKey, headers: { 'x-api-key': 'key' } },
  { name: 'BearerToken', authentication: token, headers: { authorization: 'Bearer token' } },
];

for (const { name, authentication, headers } of believed) {
  test(`is believed: ${name}`, async () => {
    await authenticate(authentication, headers);
  });
}

const refused: readonly Case[] = [
  { name: 'Basic, no header', authentication: basic, headers: {} },
  { name: 'Basic, no credentials', authentication: basic, headers: { authorization: 'Basic' } },
  {
    name: 'Basic, a wrong password',
    authentication: basic,
    headers: { authorization: `Basic ${base64('club:word')}` },
  },
  {
    name: 'Basic, a password that only begins right',
    authentication: basic,
    headers: { authorization: `Basic ${base64('club:pass')}` },
  },
  {
    name: 'Basic, a wrong user',
    authentication: basic,
    headers: { authorization: `Basic ${base64('Club:pass:word')}` },
  },
  {
    name: 'Basic, no colon',
    authentication: basic,
    headers: { authorization: `Basic ${base64('clubpass')}` },
  },
  {
    name: 'Basic, nothing but a colon',
    authentication: basic,
    headers: { authorization: `Basic ${base64(':')}` },
  },
  {
    name: 'Basic, base64 with a line break',
    authentication: basic,
    headers: { authorization: `Basic ${base64('club:pass:word').replace('O', ' O')}` },
  },
  {
    name: 'Basic, base64 without its padding',
    authentication: basic,
    headers: { authorization: `Basic ${base64('club:next').replaceAll('=', '')}x` },
  },
  {
    name: 'Basic, credentials as they are',
    authentication: basic,
    headers: { authorization: 'Basic club:pass:word' },
  },
  {
    name: 'Basic, as a bearer token',
    authentication: basic,
    headers: { authorization: `Bearer ${base64('club:pass:word')}` },
  },
  { name: 'ApiKeyHeader, no header', authentication: apiKey, headers: {} },
  { name: 'ApiKeyHeader, a wrong key', authentication: apiKey, headers: { 'x-api-key': 'Key' } },
  {
    name: 'ApiKeyHeader, the empty next key',
    authentication: apiKey,
    headers: { 'x-api-key': '' },
  },
  {
    name: 'ApiKeyHeader, the key twice',
    authentication: apiKey,
    headers: { 'x-api-key': 'key,key' },
  },
  { name: 'BearerToken, no header', authentication: token, headers: {} },
  {
    name: 'BearerToken, a wrong token',
    authentication: token,
    headers: { authorization: 'Bearer Token' },
  },
  {
    name: 'BearerToken, as Basic',
    authentication: token,
    headers: { authorization: 'Basic token' },
  },
];

for (const { name, authentication, headers } of refused) {
  test(`is refused: ${name}`, async () => {
    await assert.rejects(authenticate(authentication, headers), {
      code: 'ERR_CALLER_UNAUTHENTICATED',
      status: 401,
    });
  });
}

const wanting: readonly (readonly [Authentication, string])[] = [
  [{ type: 'Basic', username: 'User', password: 'Absent' }, 'Absent'],
  [{ type: 'ApiKeyHeader', header: 'x', key: 'Key__Next' }, 'Key__Next'],
  [{ type: 'BearerToken', token: 'Stale' }, 'Stale__Next'],
  [{ type: 'ApiKeyHeader', header: 'x', key: 'Open' }, 'Open__Next'],
  [{ type: 'Basic', username: 'User', password: 'Open' }, 'Open__Next'],
  [{ type: 'BearerToken', token: 'Token__Next' }, 'Token__Next'],
  [{ type: 'BearerClaim', claim: 'token' }, 'Bearer__Issuer'],
  [{ type: 'ClientCertificate', certificate: 'Absent' }, 'Absent__Thumbprints'],
  [{ type: 'Basic', username: 'Colon', password: 'Password' }, 'Colon'],
  [{ type: 'None' }, 'DANGEROUS_AllowAnonymousCallers'],
];

for (const [authentication, setting] of wanting) {
  test(`${authentication.type} cannot do without the setting "${setting}"`, async () => {
    await assert.rejects(authenticate(authentication, {}), (error: Error) => {
      assert.match(error.message, new RegExp(`"${setting}"`));
      assert.equal((error as { status?: unknown }).status, 503);
      return true;
    });
  });
}

const slots: readonly (Case & Proof)[] = [
  {
    name: 'the current password',
    authentication: basic,
    headers: { authorization: `Basic ${base64('club:pass:word')}` },
    slot: 'current',
    isRotating: true,
  },
  {
    name: 'the next password',
    authentication: basic,
    headers: { authorization: `Basic ${base64('club:next')}` },
    slot: 'next',
    isRotating: true,
  },
  {
    name: 'a key that has no next',
    authentication: apiKey,
    headers: { 'x-api-key': 'key' },
    slot: 'current',
    isRotating: false,
  },
];

for (const { name, authentication, headers, slot, isRotating } of slots) {
  test(`whoever uses ${name} is told from others`, async () => {
    assert.deepEqual(await authenticate(authentication, headers), { slot, isRotating });
  });
}

const anonymous: readonly { name: string; settings: Environment; isAllowed: boolean }[] = [
  {
    name: 'in development',
    settings: { AZURE_FUNCTIONS_ENVIRONMENT: 'Development' },
    isAllowed: true,
  },
  { name: 'anywhere else', settings: {}, isAllowed: false },
  {
    name: 'in Azure, whatever it says of development',
    settings: { AZURE_FUNCTIONS_ENVIRONMENT: 'Development', WEBSITE_SITE_NAME: 'club' },
    isAllowed: false,
  },
  {
    name: 'where the setting names the profile',
    settings: { DANGEROUS_AllowAnonymousCallers: 'REST-Other, rest-test' },
    isAllowed: true,
  },
  {
    name: 'where the setting names others',
    settings: { DANGEROUS_AllowAnonymousCallers: 'REST-Test-2,true,*' },
    isAllowed: false,
  },
];

for (const { name, settings, isAllowed } of anonymous) {
  test(`a caller without credentials ${name} is ${isAllowed ? 'served' : '503'}`, async () => {
    const answer = authenticate({ type: 'None' }, {}, settings);
    if (isAllowed) assert.deepEqual(await answer, { slot: undefined, isRotating: false });
    else await assert.rejects(answer, { code: 'ERR_SETTINGS_INVALID' });
  });
}
