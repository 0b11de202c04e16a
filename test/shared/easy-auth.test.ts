import assert from 'node:assert/strict';
import test from 'node:test';
import { bearerAuthenticator } from '../../shared/bearer.ts';
import { readPrincipal } from '../../shared/easy-auth.ts';
import type { Environment } from '../../shared/settings.ts';
import { toRequest } from '../support/invocation.ts';

const issuer = 'https://login.example/tenant/v2.0';
const client = 'client-1';
const trusted = { iss: issuer, aud: 'api://club', azp: client, roles: 'Journey.Call' };

const environment: Environment = {
  Bearer__Issuer: issuer,
  Bearer__Audience: 'api://club',
  Bearer__AllowedClients: client,
  Bearer__RequiredRole: 'Journey.Call',
  EasyAuthPrincipalForwarded: 'true',
  WEBSITE_SITE_NAME: 'club',
  WEBSITE_AUTH_ENABLED: 'True',
};

/** As the platform writes it; a claim of several values comes several times. */
function principal(claims: Readonly<Record<string, string>>): string {
  const list = Object.entries(claims).map(([typ, val]) => ({ typ, val }));
  const json = { auth_typ: 'aad', claims: list, name_typ: 'name', role_typ: 'roles' };
  return Buffer.from(JSON.stringify(json)).toString('base64');
}

async function authenticate(header: string, changes: Environment = {}): Promise<unknown> {
  const context = { environment: { ...environment, ...changes }, now: () => new Date() };
  const request = toRequest({ headers: { 'X-MS-CLIENT-PRINCIPAL': header } });
  return await bearerAuthenticator(context)(request);
}

test('a principal says who calls, for whom and in which roles', () => {
  const request = toRequest({ headers: { 'x-ms-client-principal': principal(trusted) } });
  assert.deepEqual(readPrincipal(request), {
    issuer,
    audiences: ['api://club'],
    client,
    roles: ['Journey.Call'],
  });
});

const { azp: _azp, ...withoutClient } = trusted;
const { roles: _roles, ...withoutRole } = trusted;

const believed = [
  { name: 'of version 2', header: principal(trusted) },
  { name: 'of version 1', header: principal({ ...withoutClient, appid: client }) },
];

for (const { name, header } of believed) {
  test(`is believed where the platform authenticates: a principal ${name}`, async () => {
    await authenticate(header);
  });
}

const refused = [
  { name: 'of another issuer', header: principal({ ...trusted, iss: 'https://evil.example' }) },
  { name: 'for another audience', header: principal({ ...trusted, aud: 'api://other' }) },
  { name: 'of another client', header: principal({ ...trusted, azp: 'client-2' }) },
  { name: 'of no client', header: principal(withoutClient) },
  { name: 'without the role', header: principal(withoutRole) },
  { name: 'that is no base64', header: JSON.stringify(trusted) },
  { name: 'that is no JSON', header: Buffer.from('claims').toString('base64') },
  { name: 'that lists no claims', header: Buffer.from('{}').toString('base64') },
  { name: 'that is null', header: Buffer.from('null').toString('base64') },
];

for (const { name, header } of refused) {
  test(`is refused: a principal ${name}`, async () => {
    await assert.rejects(authenticate(header), { status: 401 });
  });
}

test('without the setting the header says nothing: a token it takes', async () => {
  await assert.rejects(
    authenticate(principal(trusted), { EasyAuthPrincipalForwarded: undefined }),
    {
      status: 401,
      message: 'There are no bearer credentials.',
    },
  );
});

test('where the platform does not authenticate, the header could be forged: 503', async () => {
  await assert.rejects(authenticate(principal(trusted), { WEBSITE_AUTH_ENABLED: 'False' }), {
    status: 503,
  });
});
