import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatUsDateTime, resolveClaimResolvers } from '../../caller/claim-resolvers.ts';
import { claimsBag, journeyContext } from '../support/restful-profile.ts';

const context = {
  ...journeyContext,
  culture: 'de-CH',
  policyId: 'B2C_1A_SignIn',
  tenantName: 'club.onmicrosoft.com',
  tenantObjectId: 'd2f5',
  hostName: 'localhost',
  ipAddress: '127.0.0.1',
  keepMeSignedIn: true,
  parameters: new Map([
    ['client_id', 'app'],
    ['login_hint', 'ada@example.com'],
    ['campaign', '{Claim:secret}'],
  ]),
  partnerTokens: new Map([['access_token', 'at']]),
};
const claims = claimsBag({ email: 'ada@example.com', isMember: true, empty: null, secret: 's' });

const cases = [
  { text: '{Culture:LanguageName}', value: 'de' },
  { text: '{Culture:RegionName}', value: 'CH' },
  { text: '{Culture:RFC5646}', value: 'de-CH' },
  { text: '{Culture:LCID}', value: '2055' },
  { text: '{Context:CorrelationId}', value: journeyContext.correlationId },
  { text: '{Context:DateTimeInUtc}', value: '5/4/2031 10:20:30 AM' },
  { text: '{Context:HostName} {Context:IPAddress}', value: 'localhost 127.0.0.1' },
  { text: '{CONTEXT:kmsi}', value: 'true' },
  { text: '{Context:BuildNumber}', value: '' },
  { text: '{Policy:PolicyId}/{Policy:TenantObjectId}', value: 'B2C_1A_SignIn/d2f5' },
  { text: '{Policy:RelyingPartyTenantId}', value: 'club.onmicrosoft.com' },
  { text: '{OIDC:ClientId}', value: 'app' },
  { text: '{OIDC:loginHint}', value: 'ada@example.com' },
  { text: '{OIDC:Nonce}', value: '' },
  { text: '{OAUTH-KV:campaign}', value: '{Claim:secret}' },
  { text: '{OAUTH-KV:unknown}', value: '' },
  { text: '{oauth2:access_token}', value: 'at' },
  { text: '{Claim:EMAIL}', value: 'ada@example.com' },
  { text: '{Claim:isMember}', value: 'True' },
  { text: '{Claim:empty}{Claim:unknown}', value: '' },
  { text: '{SAML:Subject}', value: '' },
  { text: '{service:te}', value: '{service:te}' },
  { text: '{notAResolver} {}', value: '{notAResolver} {}' },
];

for (const { text, value } of cases) {
  test(`"${text}" resolves to "${value}"`, () => {
    assert.equal(resolveClaimResolvers(text, { claims, context }), value);
  });
}

test('an unknown name of a known family is AADB2C90044', () => {
  assert.throws(() => resolveClaimResolvers('{Context:Weather}', { claims, context }), {
    reason: 'claim-resolver-unknown',
    code: 'AADB2C90044',
  });
});

const cultures = [
  { culture: 'en', value: 'en-US 1033' },
  { culture: 'fr', value: 'fr-FR 1036' },
  { culture: 'eo', value: 'eo-001 4096' },
  { culture: 'not a tag', value: 'en-US 1033' },
];

for (const { culture, value } of cultures) {
  test(`the culture of "${culture}" is ${value}`, () => {
    const where = { claims, context: { ...context, culture } };
    assert.equal(resolveClaimResolvers('{Culture:RFC5646} {Culture:LCID}', where), value);
  });
}

const times = [
  { iso: '2021-10-10T12:00:00Z', text: '10/10/2021 12:00:00 PM' },
  { iso: '2021-01-02T00:05:09Z', text: '1/2/2021 12:05:09 AM' },
  { iso: '2021-12-31T23:59:59Z', text: '12/31/2021 11:59:59 PM' },
];

for (const { iso, text } of times) {
  test(`${iso} is ${text} in US form`, () => {
    assert.equal(formatUsDateTime(new Date(iso)), text);
  });
}
