import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askToken, authorize, tokenTenant } from '../../support/token-policy.ts';

const type = (id: string) =>
  `<ClaimType Id="${id}"><DisplayName>${id}</DisplayName><DataType>string</DataType></ClaimType>`;
const profiles = (protocol: string) =>
  `<TechnicalProfile Id="ReturnError"><DisplayName>Error</DisplayName><Protocol Name="${protocol}" /><OutputTokenFormat>OAuth2Error</OutputTokenFormat><InputClaims><InputClaim ClaimTypeReferenceId="code" PartnerClaimType="errorCode" /><InputClaim ClaimTypeReferenceId="message" PartnerClaimType="errorMessage" DefaultValue="Too young." /></InputClaims></TechnicalProfile>`;
const policy = (protocol: string) => ({
  claimTypes: type('code') + type('message'),
  claims: '<OutputClaim ClaimTypeReferenceId="code" DefaultValue="18" />',
  technicalProfiles: profiles(protocol),
  journey:
    '<UserJourney Id="Tokens"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Set" TechnicalProfileReferenceId="SetClaims" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="ReturnError" /></OrchestrationSteps></UserJourney>',
});

const description =
  /^AAD_Custom_18: Too young\.\r\nCorrelation ID: [0-9a-f-]{36}\r\nTimestamp: 2026-01-01 00:00:00Z/;

for (const protocol of ['OAuth2', 'None']) {
  test(`an OAuth2 error issuer of the protocol ${protocol} tells the application the policy's own error`, async (t) => {
    const tenant = await tokenTenant(t, policy(protocol), { now: () => new Date('2026-01-01') });
    const answer = await authorize(tenant, { response_type: 'code id_token' });
    assert.deepEqual(Object.keys(answer).sort(), ['error', 'error_description', 'state']);
    assert.deepEqual([answer['error'], answer['state']], ['access_denied', 'state']);
    assert.match(answer['error_description'] ?? '', description);
  });
}

test('at the token endpoint it is the JSON of an error', async (t) => {
  const tenant = await tokenTenant(t, policy('OAuth2'), { now: () => new Date('2026-01-01') });
  const { status, body } = await askToken(tenant, {
    grant_type: 'password',
    username: 'a',
    password: 'b',
  });
  assert.deepEqual([status, body['error']], [400, 'access_denied']);
  assert.match(String(body['error_description']), description);
});
