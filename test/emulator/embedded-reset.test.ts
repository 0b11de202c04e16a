import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { openJourney, openTenant } from '../../emulator/testing.ts';
import { exchange, handlers } from '../support/emulated-tenant.ts';
import { policyText, writeFiles } from '../support/policy-text.ts';

/*
 * The password reset within sign-in, on the starter pack: the link of the combined page leads to an
 * exchange that marks the journey, and a sub journey asks for the new password. @see facts engine 3.3
 */

const pack = '../shared/corpus/starterpack/LocalAccounts';
const ada = { email: 'ada@example.org', password: 'Correct-horse-7' };

const skipUnlessForgotten = `<Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="false"><Value>isForgotPassword</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions>`;
const skipIfKnown = `<Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>objectId</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions>`;

const steps = [
  `<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.signuporsignin">
    <ClaimsProviderSelections>
      <ClaimsProviderSelection ValidationClaimsExchangeId="SignIn" />
      <ClaimsProviderSelection TargetClaimsExchangeId="Forgot" />
    </ClaimsProviderSelections>
    <ClaimsExchanges><ClaimsExchange Id="SignIn" TechnicalProfileReferenceId="SelfAsserted-LocalAccountSignin-Email" /></ClaimsExchanges>
  </OrchestrationStep>`,
  `<OrchestrationStep Order="2" Type="ClaimsExchange">${skipIfKnown}
    <ClaimsExchanges>
      <ClaimsExchange Id="SignUpWithLogonEmailExchange" TechnicalProfileReferenceId="LocalAccountSignUpWithLogonEmail" />
      <ClaimsExchange Id="Forgot" TechnicalProfileReferenceId="MarkForgotten" />
    </ClaimsExchanges>
  </OrchestrationStep>`,
  `<OrchestrationStep Order="3" Type="InvokeSubJourney">${skipUnlessForgotten}
    <JourneyList><Candidate SubJourneyReferenceId="NewPassword" /></JourneyList>
  </OrchestrationStep>`,
  exchange(4, 'AAD-UserReadUsingObjectId'),
  `<OrchestrationStep Order="5" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />`,
];

const policy = policyText({
  id: 'B2C_1A_Embedded',
  base: 'B2C_1A_TrustFrameworkExtensions',
  buildingBlocks: `<ClaimsSchema><ClaimType Id="isForgotPassword"><DisplayName>Forgotten</DisplayName><DataType>boolean</DataType></ClaimType></ClaimsSchema>`,
  technicalProfiles: `<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email"><DisplayName>Sign in</DisplayName><Metadata><Item Key="setting.forgotPasswordLinkOverride">Forgot</Item></Metadata></TechnicalProfile>
    <TechnicalProfile Id="MarkForgotten"><DisplayName>Mark</DisplayName>${handlers.claimsTransformation}<OutputClaims><OutputClaim ClaimTypeReferenceId="isForgotPassword" DefaultValue="true" AlwaysUseDefaultValue="true" /></OutputClaims></TechnicalProfile>`,
  userJourneys: `<UserJourney Id="Embedded"><OrchestrationSteps>${steps.join('')}</OrchestrationSteps></UserJourney>`,
  subJourneys: `<SubJourney Id="NewPassword" Type="Call"><OrchestrationSteps>${exchange(1, 'LocalAccountDiscoveryUsingEmailAddress')}${exchange(2, 'LocalAccountWritePasswordUsingObjectId')}</OrchestrationSteps></SubJourney>`,
  relyingParty: `<DefaultUserJourney ReferenceId="Embedded" /><TechnicalProfile Id="PolicyProfile"><DisplayName>Test</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" /><OutputClaim ClaimTypeReferenceId="isForgotPassword" /></OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile>`,
});

async function openTenantWithAda(t: TestContext) {
  const folder = await writeFiles(t, {
    'Embedded.xml': policy.replaceAll('contoso.onmicrosoft.com', 'yourtenant.onmicrosoft.com'),
  });
  const tenant = await openTenant({ policies: [folder, pack] });
  const journey = await openJourney({ tenant, policy: 'B2C_1A_Embedded' });
  await journey.signUp();
  await journey.verifyEmail('email', ada.email);
  await journey.submit({
    email: ada.email,
    newPassword: ada.password,
    reenterPassword: ada.password,
    displayName: 'Ada',
    givenName: 'Ada',
    surName: 'Lovelace',
  });
  const { sub } = await journey.tokenClaims();
  return { sub, open: () => openJourney({ tenant, policy: 'B2C_1A_Embedded' }) };
}

test('a forgotten password is set anew within sign-in, and the journey goes on to the token', async (t) => {
  const { sub, open } = await openTenantWithAda(t);
  const journey = await open();
  await journey.forgotPassword();
  await journey.verifyEmail('email', ada.email);
  await journey.submit({ email: ada.email });
  const newPassword = 'Battery-staple-8';
  await journey.submit({ newPassword, reenterPassword: newPassword });
  const token = await journey.tokenClaims();
  assert.equal(token.sub, sub);
  assert.equal(token['isForgotPassword'], true);

  const signIn = await open();
  await signIn.submit({ signInName: ada.email, password: ada.password });
  assert.equal(signIn.page.error?.code, 'AADB2C90054');
  await signIn.submit({ signInName: ada.email, password: newPassword });
  assert.equal((await signIn.tokenClaims())['isForgotPassword'], undefined);
});

test('cancel in the sub journey leaves the password as it was', async (t) => {
  const { sub, open } = await openTenantWithAda(t);
  const journey = await open();
  await journey.forgotPassword();
  await journey.cancel();
  assert.equal(journey.error?.code, 'AADB2C90091');
  const signIn = await open();
  await signIn.submit({ signInName: ada.email, password: ada.password });
  assert.equal((await signIn.tokenClaims()).sub, sub);
});
