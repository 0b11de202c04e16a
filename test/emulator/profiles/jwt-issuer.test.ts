import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import type { EngineSettings } from '../../../emulator/engine-settings.ts';
import { VirtualClock } from '../../../emulator/virtual-clock.ts';
import {
  askToken,
  authorize,
  clientId,
  type TokenPolicy,
  tokenTenant,
  verify,
} from '../../support/token-policy.ts';

const now = () => new Date('2026-01-01T00:00:00Z');
const seconds = Date.parse('2026-01-01T00:00:00Z') / 1000;
const tenantId = '11111111-2222-4333-8444-555555555555';

interface Case extends TokenPolicy {
  readonly name: string;
  readonly settings?: Partial<EngineSettings>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** What is among the claims of the ID token; undefined: not there. */
  readonly gives: Readonly<Record<string, unknown>>;
}

const claimType = (id: string, dataType: string, partner?: string) =>
  `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>${dataType}</DataType>${partner === undefined ? '' : `<DefaultPartnerClaimTypes><Protocol Name="OAuth2" PartnerClaimType="other" /><Protocol Name="OpenIdConnect" PartnerClaimType="${partner}" /></DefaultPartnerClaimTypes>`}</ClaimType>`;
const setClaim = (id: string, value: string) =>
  `<OutputClaim ClaimTypeReferenceId="${id}" DefaultValue="${value}" />`;
const output = (id: string, more = '') => `<OutputClaim ClaimTypeReferenceId="${id}" ${more} />`;
const always = (value: string) => `DefaultValue="${value}" AlwaysUseDefaultValue="true"`;
const one = (id: string, dataType: string, value: string) => ({
  ...{ claimTypes: claimType(id, dataType), claims: setClaim(id, value), outputClaims: output(id) },
});
const policyClaim = {
  claimTypes: claimType('trustFrameworkPolicy', 'string', 'tfp'),
  outputClaims: output('trustFrameworkPolicy', 'DefaultValue="{policy}"'),
};

const cases: readonly Case[] = [
  {
    name: 'has the claims of the protocol',
    gives: {
      iss: `https://localhost:8443/${tenantId}/v2.0/`,
      aud: clientId,
      sub: 'ada-id',
      ver: '1.0',
      acr: 'b2c_1a_tokens',
      nonce: 'nonce',
      iat: seconds,
      nbf: seconds,
      exp: seconds + 3600,
      auth_time: seconds,
      tfp: undefined,
      azp: undefined,
      scp: undefined,
      at_hash: undefined,
      c_hash: undefined,
    },
  },
  {
    name: 'lives as long as its issuer says',
    issuer: { id_token_lifetime_secs: '600', token_lifetime_secs: '300' },
    gives: { exp: seconds + 600 },
  },
  {
    name: 'names the policy in its issuer',
    issuer: { IssuanceClaimPattern: 'AuthorityWithTfp' },
    gives: { iss: `https://localhost:8443/tfp/${tenantId}/b2c_1a_tokens/v2.0/` },
  },
  {
    name: 'has no acr where the relying party emits tfp',
    issuer: { AuthenticationContextReferenceClaimPattern: 'None' },
    ...policyClaim,
    gives: { acr: undefined, tfp: 'B2C_1A_Tokens' },
  },
  {
    name: 'spells the tfp of the relying party as the settings say',
    issuer: { AuthenticationContextReferenceClaimPattern: 'None' },
    ...policyClaim,
    settings: { tfpCase: 'lower' },
    gives: { tfp: 'b2c_1a_tokens' },
  },
  {
    name: 'has acr where the issuer says PolicyId',
    issuer: { AuthenticationContextReferenceClaimPattern: 'PolicyId' },
    settings: { policyClaim: 'tfp' },
    gives: { acr: 'b2c_1a_tokens', tfp: undefined },
  },
  {
    name: 'has tfp where the settings say so',
    settings: { policyClaim: 'tfp' },
    gives: { acr: undefined, tfp: 'B2C_1A_Tokens' },
  },
  {
    name: 'spells acr as the settings say',
    settings: { acrCase: 'asDeclared' },
    gives: { acr: 'B2C_1A_Tokens' },
  },
  { name: 'has no nonce that nobody sent', parameters: { nonce: '' }, gives: { nonce: '' } },
  {
    name: 'uses the partner names of OpenIdConnect',
    claimTypes: claimType('displayName', 'string', 'name'),
    claims: setClaim('displayName', 'Ada'),
    outputClaims: output('displayName'),
    gives: { name: 'Ada', displayName: undefined },
  },
  {
    name: 'resolves what the relying party always takes from a resolver',
    ...one('tenantId', 'string', 'none'),
    claims: '',
    outputClaims: output('tenantId', always('{Policy:TenantObjectId}')),
    gives: { tenantId },
  },
  {
    name: 'has the text of a resolver without AlwaysUseDefaultValue',
    ...one('tenantId', 'string', 'none'),
    claims: '',
    outputClaims: output('tenantId', 'DefaultValue="{Policy:TenantObjectId}"'),
    gives: { tenantId: '{Policy:TenantObjectId}' },
  },
  {
    name: 'uses the partner names of the relying party',
    claimTypes: claimType('displayName', 'string', 'name'),
    claims: setClaim('displayName', 'Ada'),
    outputClaims: output('displayName', 'PartnerClaimType="called"'),
    gives: { called: 'Ada', name: undefined },
  },
  {
    name: 'leaves out claims without a value',
    claimTypes: claimType('city', 'string'),
    outputClaims: output('city'),
    gives: { city: undefined },
  },
  {
    name: 'has a default where a claim has no value',
    claimTypes: claimType('city', 'string'),
    outputClaims: output('city', 'DefaultValue="none"'),
    gives: { city: 'none' },
  },
  {
    name: 'resolves claim resolvers with AlwaysUseDefaultValue',
    claimTypes: claimType('campaign', 'string'),
    outputClaims: output('campaign', always('{OAUTH-KV:campaign}')),
    parameters: { campaign: 'spring' },
    gives: { campaign: 'spring' },
  },
  { name: 'has a boolean as JSON', ...one('isNew', 'boolean', 'true'), gives: { isNew: true } },
  { name: 'has an int as a number', ...one('count', 'int', '7'), gives: { count: 7 } },
  {
    name: 'has a long that JSON can hold as a number',
    ...one('meters', 'long', '9007199254740991'),
    gives: { meters: 9007199254740991 },
  },
  {
    name: 'has a longer one as text, not another number',
    ...one('meters', 'long', '9007199254740993'),
    gives: { meters: '9007199254740993' },
  },
  {
    name: 'has a dateTime as seconds',
    ...one('since', 'dateTime', '2026-01-01T00:00:00Z'),
    gives: { since: seconds },
  },
  {
    name: 'has a dateTime as text where the settings say so',
    ...one('since', 'dateTime', '2026-01-01T00:00:00Z'),
    settings: { dateTimeInTokens: 'iso8601' },
    gives: { since: '2026-01-01T00:00:00.0000000Z' },
  },
  {
    name: 'has a date as text',
    ...one('born', 'date', '1815-12-10'),
    gives: { born: '1815-12-10' },
  },
  {
    name: 'lets no claim of the policy stand for one of the protocol',
    claimTypes: claimType('audience', 'string', 'aud') + claimType('issuedBy', 'string', 'iss'),
    outputClaims: output('audience', always('other')) + output('issuedBy', always('other')),
    gives: { aud: clientId, iss: `https://localhost:8443/${tenantId}/v2.0/` },
  },
];

for (const { name, settings = {}, parameters = {}, gives, ...policy } of cases) {
  test(`an ID token ${name}`, async (t) => {
    const tenant = await tokenTenant(t, policy, { engine: settings, now });
    const { id_token: token } = await authorize(tenant, {
      response_type: 'id_token',
      ...parameters,
    });
    const { payload, protectedHeader } = await verify(tenant, token);
    for (const [claim, value] of Object.entries(gives))
      assert.deepEqual(payload[claim], value, claim);
    assert.equal(protectedHeader.typ, 'JWT');
    assert.ok(protectedHeader.kid);
  });
}

test('an access token is for its resource, by the permissions, for the application that asked', async (t) => {
  const tenant = await tokenTenant(t, {}, { now });
  const scope =
    'openid https://contoso.onmicrosoft.com/tasks/read https://contoso.onmicrosoft.com/tasks/write';
  const answer = await authorize(tenant, { response_type: 'token', scope });
  const { payload } = await verify(tenant, answer['access_token'], 'tasks');
  assert.partialDeepStrictEqual(payload, {
    azp: clientId,
    scp: 'read write',
    sub: 'ada-id',
    acr: 'b2c_1a_tokens',
  });
  assert.equal(payload['nonce'], undefined);
  assert.deepEqual([answer['token_type'], answer['expires_in']], ['Bearer', '3600']);
});

test('an access token for the application itself has no permissions', async (t) => {
  const tenant = await tokenTenant(t, {}, { now, engine: { nonceInAccessToken: true } });
  const answer = await authorize(tenant, { response_type: 'token', scope: clientId });
  const { payload } = await verify(tenant, answer['access_token']);
  assert.equal(payload['scp'], undefined);
  assert.equal(payload['nonce'], 'nonce');
});

test('an ID token has the hashes of what comes with it', async (t) => {
  const tenant = await tokenTenant(t, {}, { now });
  const answer = await authorize(tenant, {
    response_type: 'code id_token token',
    scope: `openid ${clientId}`,
  });
  const { payload } = await verify(tenant, answer['id_token']);
  const half = (text = '') =>
    createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');
  assert.equal(payload['c_hash'], half(answer['code']));
  assert.equal(payload['at_hash'], half(answer['access_token']));
});

test('a subject that no claim of the relying party is ends the journey', async (t) => {
  const tenant = await tokenTenant(t, { subject: 'name' });
  const answer = await authorize(tenant);
  assert.match(answer['error_description'] ?? '', /names "name" as subject/);
  assert.deepEqual([answer['error'], answer['code']], ['server_error', undefined]);
});

test('times of the code endpoint are those of the redemption, auth_time that of the sign-in', async (t) => {
  const clock = new VirtualClock(now());
  const tenant = await tokenTenant(t, {}, { now: clock.now });
  const { code = '' } = await authorize(tenant);
  clock.advance(60_000);
  const { body } = await askToken(tenant, { grant_type: 'authorization_code', code });
  const { payload } = await verify(tenant, body['id_token']);
  assert.deepEqual([payload['auth_time'], payload.iat], [seconds, seconds + 60]);
});
