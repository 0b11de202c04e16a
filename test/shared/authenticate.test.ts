import assert from 'node:assert/strict';
import test from 'node:test';
import { authenticatorFor } from '../../shared/authenticate.ts';
import type { Authentication } from '../../shared/profile.ts';
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
  Open: 'open',
  Open__Next: '@Microsoft.KeyVault(SecretUri=https://x)',
};

const basic: Authentication = { type: 'Basic', username: 'User', password: 'Password' };
const apiKey: Authentication = { type: 'ApiKeyHeader', header: 'X-Api-Key', key: 'Key' };
const token: Authentication = { type: 'BearerToken', token: 'Token' };

async function authenticate(
  authentication: Authentication,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const context = { environment, now: () => new Date() };
  await (await authenticatorFor(authentication, context))(toRequest({ headers }));
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
  { name: 'None, without anything', authentication: { type: 'None' }, headers: {} },
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
