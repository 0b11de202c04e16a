import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openLocalTenant } from '../../emulator/local-tenant.ts';
import { openJourney } from '../../emulator/testing.ts';
import { handlers } from '../support/emulated-tenant.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

const pack = fileURLToPath(
  new URL('../../../shared/corpus/starterpack/SocialAndLocalAccounts', import.meta.url),
);
const identity = { issuer: 'facebook.com', issuerUserId: '84512' };

/**
 * A relying party on the starter pack whose journey reads the user of a Facebook account: the claims are
 * set, AAD-UserReadUsingAlternativeSecurityId or its variant runs, tokens are sent.
 */
async function readUsing(t: TestContext, profileId: string, hasAccount: boolean) {
  const step = (order: number, id: string) =>
    `<OrchestrationStep Order="${order}" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Step${order}" TechnicalProfileReferenceId="${id}" /></ClaimsExchanges></OrchestrationStep>`;
  const text = policyText({
    id: 'B2C_1A_ReadSocial',
    base: 'B2C_1A_TrustFrameworkExtensions',
    technicalProfiles: `<TechnicalProfile Id="SetFacebookAccount"><DisplayName>Set</DisplayName>${handlers.claimsTransformation}<OutputClaims><OutputClaim ClaimTypeReferenceId="issuerUserId" DefaultValue="84512" /><OutputClaim ClaimTypeReferenceId="identityProvider" DefaultValue="facebook.com" /></OutputClaims><OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="CreateAlternativeSecurityId" /></OutputClaimsTransformations></TechnicalProfile>`,
    userJourneys: `<UserJourney Id="ReadSocial"><OrchestrationSteps>${step(1, 'SetFacebookAccount')}${step(2, profileId)}<OrchestrationStep Order="3" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>`,
    relyingParty:
      '<DefaultUserJourney ReferenceId="ReadSocial" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Read</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="displayName" /><OutputClaim ClaimTypeReferenceId="identityProvider" PartnerClaimType="sub" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile>',
  });
  const own = await writeFiles(t, {
    'ReadSocial.xml': text.replaceAll('contoso.onmicrosoft.com', 'yourtenant.onmicrosoft.com'),
  });
  const tenant = await openLocalTenant({ folders: [own, pack] });
  if (hasAccount) await tenant.directory.create({ displayName: 'Ada', userIdentities: [identity] });
  return openJourney({ tenant, policy: 'B2C_1A_ReadSocial' });
}

const strict = 'AAD-UserReadUsingAlternativeSecurityId';
const lenient = 'AAD-UserReadUsingAlternativeSecurityId-NoError';

test(`${strict} raises for a social account that nobody has`, async (t) => {
  const journey = await readUsing(t, strict, false);
  assert.equal(journey.error?.code, 'AADB2C90053');
  assert.equal(journey.error?.message, 'A user with the specified credential could not be found.');
});

test(`${lenient} goes on without the account, through AAD-Common`, async (t) => {
  const journey = await readUsing(t, lenient, false);
  assert.equal((await journey.tokenClaims())['name'], undefined);
  assert.equal('objectId' in journey.claims, false);
});

for (const profileId of [strict, lenient]) {
  test(`${profileId} reads the social account that is there`, async (t) => {
    const journey = await readUsing(t, profileId, true);
    assert.equal((await journey.tokenClaims())['name'], 'Ada');
    assert.equal(typeof journey.claims['objectId'], 'string');
  });
}
