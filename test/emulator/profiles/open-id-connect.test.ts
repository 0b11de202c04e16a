import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as jose from 'jose';
import { answerOf } from '../../support/emulated-tenant.ts';
import {
  answerWith,
  type ProviderProfile,
  redirectOf,
  signInAtStandIn,
  startAtProvider,
} from '../../support/provider-profile.ts';
import { startApi } from '../../support/test-api.ts';

const usual = {
  client_id: 'client-1',
  METADATA: 'https://login.provider.example/common/v2.0/.well-known/openid-configuration',
  response_types: 'code',
  scope: 'openid profile',
};
const outputClaims = { displayName: 'name', email: 'email', identityProvider: 'iss' };
const profile = (more: Readonly<Record<string, string>> = {}): ProviderProfile => ({
  protocol: 'OpenIdConnect',
  metadata: { ...usual, ...more },
  outputClaims,
});

interface StandInCase {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly keys?: Readonly<Record<string, string>>;
  readonly issuer?: RegExp;
}

const uuid = '[0-9a-f-]{36}';
const signing = { assertion_signing_key: 'B2C_1A_ProviderSigning' };

const standInCases: readonly StandInCase[] = [
  {
    name: 'a code',
    issuer: new RegExp(`^https://login\\.provider\\.example/${uuid}/v2\\.0$`),
  },
  {
    name: 'a code and the secret in the header',
    metadata: { token_endpoint_auth_method: 'client_secret_basic' },
  },
  {
    name: 'a code and a signed assertion',
    metadata: { token_endpoint_auth_method: 'private_key_jwt' },
    keys: signing,
  },
  {
    name: 'a code and an assertion signed with RS512',
    metadata: { token_endpoint_auth_method: 'private_key_jwt', token_signing_algorithm: 'RS512' },
    keys: signing,
  },
  { name: 'an ID token', metadata: { response_types: 'id_token' }, keys: {} },
  { name: 'a code and an ID token', metadata: { response_types: 'code id_token' } },
  { name: 'a fragment', metadata: { response_types: 'id_token', response_mode: 'fragment' } },
  { name: 'the query', metadata: { response_mode: 'query', HttpBinding: 'GET' } },
  {
    name: 'an issuer that is one of several',
    metadata: { ValidTokenIssuerPrefixes: 'https://sts.example/,https://login.provider.example/' },
    issuer: /^https:\/\/login\.provider\.example\//,
  },
  {
    name: 'the configuration of the issuer of the token',
    metadata: {
      ValidTokenIssuerPrefixes: 'https://sts.example/',
      DiscoverMetadataByTokenIssuer: 'true',
    },
    issuer: /^https:\/\/sts\.example\//,
  },
  {
    name: 'the issuer of the policy',
    metadata: { issuer: 'https://issuer.example' },
    issuer: /^https:\/\/issuer\.example$/,
  },
  { name: 'another audience', metadata: { IdTokenAudience: 'audience-1' } },
];

for (const { name, metadata, keys, issuer = /^https:/ } of standInCases) {
  test(`OpenID Connect signs in at the stand-in with ${name}`, async (t) => {
    const started = await startAtProvider(t, { ...profile(metadata), ...(keys ? { keys } : {}) });
    const ended = await signInAtStandIn(started, 'zoe');
    const { identityProvider, ...claims } = answerOf(ended) as Record<string, string>;
    assert.deepEqual(claims, {
      displayName: 'Zoë Ångström-Yılmaz',
      email: 'zoe.angstrom@example.org',
    });
    assert.match(identityProvider ?? '', issuer);
  });
}

test('private_key_jwt without a key to sign with is AADB2C90025', async (t) => {
  const parts = { ...profile({ token_endpoint_auth_method: 'private_key_jwt' }), keys: {} };
  const ended = await signInAtStandIn(await startAtProvider(t, parts));
  assert.equal(answerOf(ended), 'AADB2C90025: "Provider" has no key "assertion_signing_key".');
});

test('Apple names the user beside the token', async (t) => {
  const started = await startAtProvider(t, {
    ...profile({ response_types: 'code id_token', ReadBodyClaimsOnIdpRedirect: 'true' }),
    outputClaims: { givenName: 'user.name.firstName', surname: 'user.name.lastName' },
  });
  assert.deepEqual(answerOf(await signInAtStandIn(started)), {
    givenName: 'Ada',
    surname: 'Lovelace',
  });
});

/** A provider with keys of its own, whose token endpoint answers what `reply` makes of the journey. */
async function startProvider(
  t: TestContext,
  reply: () => Promise<{ status: number; body: object }>,
) {
  const { privateKey, publicKey } = await jose.generateKeyPair('RS256', { extractable: true });
  const jwk = { ...(await jose.exportJWK(publicKey)), alg: 'RS256', kid: 'k' };
  const api = await startApi(t, async (response) => {
    const { line = '' } = api.seen.at(-1) ?? {};
    const { status, body } = await answer(line);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  const answer = async (line: string): Promise<{ status: number; body: object }> => {
    const { url } = api;
    const configuration = {
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/keys`,
    };
    if (line.includes('openid-configuration')) return { status: 200, body: configuration };
    return line.includes('/keys') ? { status: 200, body: { keys: [jwk] } } : reply();
  };
  const metadata = { METADATA: `${api.url}/.well-known/openid-configuration` };
  return { url: api.url, privateKey, jwk, metadata };
}

interface Forgery {
  readonly name: string;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: jose.JWTHeaderParameters;
  readonly key?: () => Promise<jose.CryptoKey | Uint8Array>;
  readonly expected: string | Readonly<Record<string, string>>;
}

const refused = (error: string) =>
  `AADB2C90273: An invalid response was received: 'Error: ${error}'`;
const rs256 = { alg: 'RS256', kid: 'k' };

const forgeries: readonly Forgery[] = [
  { name: 'that is right', expected: { displayName: 'Ada' } },
  { name: 'of another nonce', claims: { nonce: 'x' }, expected: refused('id_token:nonce') },
  { name: 'without a nonce', claims: { nonce: undefined }, expected: refused('id_token:nonce') },
  { name: 'for another client', claims: { aud: 'other' }, expected: refused('id_token:aud') },
  {
    name: 'of another issuer',
    claims: { iss: 'https://evil.example' },
    expected: refused('id_token:iss'),
  },
  { name: 'that is too old', claims: { exp: 1 }, expected: refused('id_token:exp') },
  { name: 'without an end', claims: { exp: undefined }, expected: refused('id_token:exp') },
  {
    name: 'of another key',
    key: async () => (await jose.generateKeyPair('RS256')).privateKey,
    expected: refused('id_token:ERR_JWS_SIGNATURE_VERIFICATION_FAILED'),
  },
  {
    name: 'signed with a secret',
    header: { alg: 'HS256', kid: 'k' },
    key: async () => new Uint8Array(32),
    expected: refused('id_token:ERR_JOSE_ALG_NOT_ALLOWED'),
  },
];

for (const { name, claims, header = rs256, key, expected } of forgeries) {
  test(`an ID token ${name}`, async (t) => {
    let nonce = '';
    const provider = await startProvider(t, async () => {
      const now = Math.floor(Date.now() / 1000);
      const usualClaims = { iss: provider.url, aud: 'client-1', nonce, exp: now + 60, name: 'Ada' };
      const idToken = await new jose.SignJWT({ ...usualClaims, ...claims })
        .setProtectedHeader(header)
        .sign(key ? await key() : provider.privateKey);
      return { status: 200, body: { id_token: idToken, access_token: 'a' } };
    });
    const parts = { ...profile(provider.metadata), outputClaims: { displayName: 'name' } };
    const started = await startAtProvider(t, parts);
    nonce = redirectOf(started).parameters.get('nonce') ?? '';
    assert.deepEqual(answerOf(await answerWith(started, { code: 'c' })), expected);
  });
}

const handler = (match: string, action: string) =>
  `<ErrorHandler><ErrorResponseFormat>json</ErrorResponseFormat><ResponseMatch>${match}</ResponseMatch><Action>${action}</Action><AdditionalRequestParameters Key="prompt">login</AdditionalRequestParameters></ErrorHandler>`;
const invalidGrant = "$[?(@.error == 'invalid_grant')]";

for (const { name, errorHandlers, expected } of [
  { name: 'no ErrorHandler', errorHandlers: '', expected: refused('invalid_grant') },
  {
    name: 'an ErrorHandler of another error',
    errorHandlers: handler("$[?(@.error == 'x')]", 'Reauthenticate'),
    expected: refused('invalid_grant'),
  },
  {
    name: 'an ErrorHandler that nobody can read',
    errorHandlers: handler('$..error', 'Reauthenticate'),
    expected: refused('invalid_grant'),
  },
  {
    name: 'Reauthenticate',
    errorHandlers: handler(invalidGrant, 'Reauthenticate'),
    expected: 'redirect',
  },
  {
    name: 'InvalidClient',
    errorHandlers: handler(invalidGrant, 'InvalidClient'),
    expected: 'AADB2C90243: The provider of "Provider" does not take the client\'s secret.',
  },
]) {
  test(`an error of the token endpoint meets ${name}`, async (t) => {
    const reply = async () => ({ status: 400, body: { error: 'invalid_grant' } });
    const provider = await startProvider(t, reply);
    const started = await startAtProvider(t, { ...profile(provider.metadata), errorHandlers });
    const ended = await answerWith(started, { code: 'c' });
    assert.equal(answerOf(ended), expected);
    if (expected !== 'redirect') return;
    const { parameters, state } = redirectOf(ended);
    assert.equal(parameters.get('prompt'), 'login');
    assert.notEqual(state, redirectOf(started).state);
  });
}

test('a provider that is not there is AADB2C90289', async (t) => {
  const started = await startAtProvider(t, profile({ METADATA: 'http://127.0.0.1:1/x' }));
  assert.match(String(answerOf(started)), /^AADB2C90289: The OpenID configuration of "Provider"/);
});
