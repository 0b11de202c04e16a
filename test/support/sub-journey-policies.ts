import { field, profile } from './emulated-page.ts';
import { exchange, handlers, skipIf } from './emulated-tenant.ts';
import { onPack, relyingParty, send, signInSteps, userJourney } from './pack-policy.ts';

/*
 * Policies on the starter pack with local accounts whose journeys lead through sub journeys. @see facts engine 3.3
 */

function invoke(order: number, subJourneyId: string, precondition = ''): string {
  const before = precondition && `<Preconditions>${precondition}</Preconditions>`;
  return `<OrchestrationStep Order="${order}" Type="InvokeSubJourney">${before}<JourneyList><Candidate SubJourneyReferenceId="${subJourneyId}" /></JourneyList></OrchestrationStep>`;
}

function subJourney(id: string, type: 'Call' | 'Transfer', ...steps: readonly string[]): string {
  return `<SubJourney Id="${id}" Type="${type}"><OrchestrationSteps>${steps.join('')}</OrchestrationSteps></SubJourney>`;
}

/**
 * `B2C_1A_Embedded`: the password reset within sign-in. The link of the combined page leads to an exchange that marks the
 * journey, and a sub journey asks for the new password.
 */
export const embeddedReset = onPack({
  id: 'B2C_1A_Embedded',
  buildingBlocks: `<ClaimsSchema><ClaimType Id="isForgotPassword"><DisplayName>Forgotten</DisplayName><DataType>boolean</DataType></ClaimType></ClaimsSchema>`,
  technicalProfiles: `<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email"><DisplayName>Sign in</DisplayName><Metadata><Item Key="setting.forgotPasswordLinkOverride">Forgot</Item></Metadata></TechnicalProfile>
    <TechnicalProfile Id="MarkForgotten"><DisplayName>Mark</DisplayName>${handlers.claimsTransformation}<OutputClaims><OutputClaim ClaimTypeReferenceId="isForgotPassword" DefaultValue="true" AlwaysUseDefaultValue="true" /></OutputClaims></TechnicalProfile>`,
  userJourneys: userJourney(
    'Embedded',
    signInSteps('MarkForgotten'),
    invoke(3, 'NewPassword', skipIf('ClaimsExist', false, 'isForgotPassword')),
    exchange(4, 'AAD-UserReadUsingObjectId'),
    send(5, 'JwtIssuer'),
  ),
  subJourneys: subJourney(
    'NewPassword',
    'Call',
    exchange(1, 'LocalAccountDiscoveryUsingEmailAddress'),
    exchange(2, 'LocalAccountWritePasswordUsingObjectId'),
  ),
  relyingParty: relyingParty('Embedded', ['isForgotPassword']),
});

const page = { ContentDefinitionReferenceId: 'api.selfasserted' };

/**
 * `B2C_1A_Terms`: after sign-in a sub journey asks two things, the second one in a sub journey of its own; who does not
 * agree is transferred to one that asks why, and ends with an error of the policy's own.
 */
export const transferred = onPack({
  id: 'B2C_1A_Terms',
  buildingBlocks: `<ClaimsSchema>${field('nickname')}${field('agrees', `<Restriction><Enumeration Text="I agree" Value="yes" /><Enumeration Text="I do not agree" Value="no" /></Restriction>`, 'string', 'RadioSingleSelect')}${field('reason')}</ClaimsSchema>`,
  technicalProfiles: [
    profile('Page-Nickname', 'selfAsserted', {
      metadata: page,
      outputClaims: ['nickname Required="true"'],
    }),
    profile('Page-Terms', 'selfAsserted', {
      metadata: page,
      outputClaims: ['agrees Required="true"'],
    }),
    profile('Page-Reason', 'selfAsserted', {
      metadata: page,
      outputClaims: ['reason Required="true"'],
    }),
    `<TechnicalProfile Id="ReturnError"><DisplayName>Error</DisplayName><Protocol Name="OAuth2" /><OutputTokenFormat>OAuth2Error</OutputTokenFormat><InputClaims><InputClaim ClaimTypeReferenceId="agrees" PartnerClaimType="errorCode" /><InputClaim ClaimTypeReferenceId="reason" PartnerClaimType="errorMessage" /></InputClaims></TechnicalProfile>`,
  ].join(''),
  userJourneys: userJourney(
    'Terms',
    signInSteps(),
    invoke(3, 'Questions'),
    invoke(4, 'Refusal', skipIf('ClaimEquals', true, 'agrees', 'yes')),
    send(5, 'JwtIssuer'),
  ),
  subJourneys: [
    subJourney('Questions', 'Call', exchange(1, 'Page-Nickname'), invoke(2, 'Agreement')),
    subJourney('Agreement', 'Call', exchange(1, 'Page-Terms')),
    subJourney('Refusal', 'Transfer', exchange(1, 'Page-Reason'), send(2, 'ReturnError')),
  ].join(''),
  relyingParty: relyingParty('Terms', ['nickname', 'agrees']),
});
