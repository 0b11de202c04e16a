import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type TestContext, test } from 'node:test';
import * as jose from 'jose';
import { keysFrom } from '../../../caller/keys.ts';
import type { LocalTenantOptions } from '../../../emulator/local-tenant.ts';
import { listen } from '../../support/listen.ts';
import { authorize, type TokenPolicy, tokenTenant, verify } from '../../support/token-policy.ts';

const now = () => new Date('2026-01-01T00:00:00Z');
const at = now().getTime() / 1000;
const secret = 'a-secret-that-both-sides-know-of-32-bytes';
const symmetric = { issuer: 'https://club.example', IdTokenAudience: 'b2c' };

function policy(metadata: Readonly<Record<string, string>>, more: TokenPolicy = {}): TokenPolicy {
  const items = Object.entries(metadata).map(
    ([key, value]) => `<Item Key="${key}">${value}</Item>`,
  );
  const type = (id: string) =>
    `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>string</DataType></ClaimType>`;
  return {
    claimTypes: type('email') + type('unlisted') + type('invited'),
    technicalProfiles: `<TechnicalProfile Id="Hint"><DisplayName>Hint</DisplayName><Protocol Name="None" /><Metadata>${items.join('')}</Metadata><CryptographicKeys><Key Id="client_secret" StorageReferenceId="B2C_1A_HintKey" /></CryptographicKeys><OutputClaims><OutputClaim ClaimTypeReferenceId="email" /><OutputClaim ClaimTypeReferenceId="unlisted" /><OutputClaim ClaimTypeReferenceId="invited" PartnerClaimType="inv" DefaultValue="no" /></OutputClaims></TechnicalProfile>`,
    journey:
      '<UserJourney Id="Tokens"><OrchestrationSteps><OrchestrationStep Order="1" Type="GetClaims" CpimIssuerTechnicalProfileReferenceId="Hint" /><OrchestrationStep Order="2" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Set" TechnicalProfileReferenceId="SetClaims" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="3" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>',
    inputClaims:
      '<InputClaim ClaimTypeReferenceId="email" /><InputClaim ClaimTypeReferenceId="invited" />',
    outputClaims: ['email', 'unlisted', 'invited']
      .map((id) => `<OutputClaim ClaimTypeReferenceId="${id}" />`)
      .join(''),
    ...more,
  };
}

const claims = {
  iss: 'https://club.example',
  aud: 'b2c',
  exp: at + 600,
  nbf: at,
  email: 'ada@example.org',
  unlisted: 'x',
  inv: 'yes',
};
const sign = (payload: jose.JWTPayload, key = secret, alg = 'HS256') =>
  new jose.SignJWT(payload).setProtectedHeader({ alg }).sign(new TextEncoder().encode(key));
const unsigned = new jose.UnsecuredJWT(claims).encode();
const { exp: _, ...noExpiry } = claims;

interface Case {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly hint: () => Promise<string> | string;
  readonly code: string;
}

const refused: readonly Case[] = [
  { name: 'has expired', hint: () => sign({ ...claims, exp: at - 301 }), code: 'AADB2C90208' },
  {
    name: 'is for somebody else',
    hint: () => sign({ ...claims, aud: 'other' }),
    code: 'AADB2C90209',
  },
  { name: 'is not good yet', hint: () => sign({ ...claims, nbf: at + 301 }), code: 'AADB2C90210' },
  { name: 'never expires', hint: () => sign(noExpiry), code: 'AADB2C90210' },
  { name: 'is no token', hint: () => 'token', code: 'AADB2C90210' },
  { name: 'is not signed', hint: () => unsigned, code: 'AADB2C90210' },
  {
    name: 'is signed in another way',
    hint: () => sign(claims, secret.repeat(2), 'HS512'),
    code: 'AADB2C90210',
  },
  {
    name: 'is of another issuer',
    hint: () => sign({ ...claims, iss: 'https://evil.example' }),
    code: 'AADB2C90232',
  },
  {
    name: 'is signed with another secret',
    hint: () => sign(claims, `${secret}2`),
    code: 'AADB2C90233',
  },
  { name: 'is missing', hint: () => '', code: 'AADB2C90272' },
  {
    name: 'has no issuer to agree with',
    metadata: { IdTokenAudience: 'b2c' },
    hint: () => sign(claims),
    code: 'AADB2C99011',
  },
  {
    name: 'has no audience to agree with',
    metadata: { issuer: 'https://club.example', IdTokenAudience: '' },
    hint: () => sign(claims),
    code: 'AADB2C99011',
  },
];

async function run(
  t: TestContext,
  parts: TokenPolicy,
  hint: string,
  options: Partial<LocalTenantOptions> = {},
) {
  const secrets = keysFrom({ B2C_1A_HintKey: secret }, '.data/keys');
  const tenant = await tokenTenant(t, parts, { now, secrets, ...options });
  const parameters = hint === '' ? {} : { id_token_hint: hint };
  const answer = await authorize(tenant, { response_type: 'id_token', ...parameters });
  const description = answer['error_description'] ?? '';
  return description === ''
    ? (await verify(tenant, answer['id_token'])).payload
    : description.slice(0, 11);
}

for (const { name, metadata = symmetric, hint, code } of refused) {
  test(`an id_token_hint that ${name} ends the journey with ${code}`, async (t) => {
    assert.equal(await run(t, policy(metadata), await hint()), code);
  });
}

test('an id_token_hint brings the claims that the relying party lists', async (t) => {
  const payload = await run(t, policy(symmetric), await sign(claims));
  assert.partialDeepStrictEqual(payload, { email: 'ada@example.org', invited: 'yes' });
  assert.equal((payload as jose.JWTPayload)['unlisted'], undefined);
});

test('a journey may go on without an id_token_hint, where the settings say so', async (t) => {
  const payload = await run(t, policy(symmetric), '', { engine: { missingIdTokenHint: 'goesOn' } });
  assert.equal((payload as jose.JWTPayload)['invited'], 'no');
});

/** Somebody else who signs hints, on this machine. */
async function startSigner(t: TestContext) {
  const { publicKey, privateKey } = await jose.generateKeyPair('RS256');
  const jwk = { ...(await jose.exportJWK(publicKey)), kid: 'signer' };
  const server = createServer((request, response) => {
    const base = `http://${request.headers.host}`;
    const isKeys = request.url?.endsWith('/keys');
    response.end(
      JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: base, jwks_uri: `${base}/keys` }),
    );
  });
  const port = await listen(t, server);
  const signHint = (payload: jose.JWTPayload, kid = 'signer') =>
    new jose.SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
  return { url: `http://127.0.0.1:${port}`, signHint };
}

test('an id_token_hint is checked with the keys of a METADATA', async (t) => {
  const { url, signHint } = await startSigner(t);
  const metadata = { METADATA: `${url}/.well-known/openid-configuration` };
  const own = { ...claims, iss: url };
  const payload = await run(t, policy(metadata), await signHint(own));
  assert.equal((payload as jose.JWTPayload)['email'], 'ada@example.org');
  assert.equal(await run(t, policy(metadata), await signHint(own, 'other')), 'AADB2C90233');
  assert.equal(await run(t, policy(metadata), await signHint(claims)), 'AADB2C90232');
  assert.equal(await run(t, policy(metadata), await sign(own)), 'AADB2C90210');
  const forOther = policy({ ...metadata, IdTokenAudience: 'other' });
  assert.equal(await run(t, forOther, await signHint(own)), 'AADB2C90209');
});
