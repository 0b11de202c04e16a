import { claim } from './emulated-page.ts';
import { skipIf } from './emulated-tenant.ts';
import { type PolicyParts, policyText } from './policy-text.ts';

/** The tenant of the starter pack's files. */
const packTenant = 'yourtenant.onmicrosoft.com';

/** A policy of the pack's tenant on its extensions. */
export function onPack(parts: Omit<PolicyParts, 'base'>): string {
  const text = policyText({ ...parts, base: 'B2C_1A_TrustFrameworkExtensions' });
  return text.replaceAll('contoso.onmicrosoft.com', packTenant);
}

/** An OpenID Connect relying party that issues the subject and these claims. */
export function relyingParty(journeyId: string, claims: readonly string[], behaviors = ''): string {
  const output = [
    ...claims.map(claim('OutputClaim')),
    '<OutputClaim ClaimTypeReferenceId="objectId" PartnerClaimType="sub" />',
  ];
  return `<DefaultUserJourney ReferenceId="${journeyId}" />${behaviors && `<UserJourneyBehaviors>${behaviors}</UserJourneyBehaviors>`}<TechnicalProfile Id="PolicyProfile"><DisplayName>Test</DisplayName><Protocol Name="OpenIdConnect" /><OutputClaims>${output.join('')}</OutputClaims><SubjectNamingInfo ClaimType="sub" /></TechnicalProfile>`;
}

/** The combined page of the pack, and what follows its links. */
export function signInSteps(forgotten = ''): string {
  const selection = forgotten && '<ClaimsProviderSelection TargetClaimsExchangeId="Forgot" />';
  return `<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.signuporsignin"><ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="SignIn" />${selection}</ClaimsProviderSelections><ClaimsExchanges><ClaimsExchange Id="SignIn" TechnicalProfileReferenceId="SelfAsserted-LocalAccountSignin-Email" /></ClaimsExchanges></OrchestrationStep><OrchestrationStep Order="2" Type="ClaimsExchange"><Preconditions>${skipIf('ClaimsExist', true, 'objectId')}</Preconditions><ClaimsExchanges><ClaimsExchange Id="SignUpWithLogonEmailExchange" TechnicalProfileReferenceId="LocalAccountSignUpWithLogonEmail" />${forgotten && `<ClaimsExchange Id="Forgot" TechnicalProfileReferenceId="${forgotten}" />`}</ClaimsExchanges></OrchestrationStep>`;
}

/** The last step: an issuer answers. */
export function send(order: number, issuerId: string): string {
  return `<OrchestrationStep Order="${order}" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="${issuerId}" />`;
}

/** A user journey of these steps. */
export function userJourney(id: string, ...steps: readonly string[]): string {
  return `<UserJourney Id="${id}"><OrchestrationSteps>${steps.join('')}</OrchestrationSteps></UserJourney>`;
}
