import { fold } from '../id-map.ts';
import { walkJourney } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** A journey that can answer in several ways names the usual one. @see facts policy-language 6.1 */
export const journeyDefaultIssuer: Rule = {
  name: 'journey-default-issuer',
  severity: 'warning',
  why: 'With several issuers B2C takes the first SendClaims step for the one that describes the policy, its metadata and keys.',
  fix: 'Set DefaultCpimIssuerTechnicalProfileReferenceId on the UserJourney.',
  examples: {
    bad: `<TechnicalProfile Id="ReturnOAuth2Error"><DisplayName>Refuse the sign-in</DisplayName><Protocol Name="OAuth2" /><OutputTokenFormat>OAuth2Error</OutputTokenFormat><InputClaims><InputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="errorMessage" /></InputClaims></TechnicalProfile>
<UserJourney Id="Refuse"><OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="ReturnOAuth2Error"><Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>objectId</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions></OrchestrationStep><OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>`,
    good: `<TechnicalProfile Id="ReturnOAuth2Error"><DisplayName>Refuse the sign-in</DisplayName><Protocol Name="OAuth2" /><OutputTokenFormat>OAuth2Error</OutputTokenFormat><InputClaims><InputClaim ClaimTypeReferenceId="displayName" PartnerClaimType="errorMessage" /></InputClaims></TechnicalProfile>
<UserJourney Id="Refuse" DefaultCpimIssuerTechnicalProfileReferenceId="JwtIssuer"><OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="ReturnOAuth2Error"><Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>objectId</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions></OrchestrationStep><OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></UserJourney>`,
  },
  check(policy, report) {
    for (const journey of policy.userJourneys.values()) {
      if (journey.defaultCpimIssuerTechnicalProfileReferenceId !== undefined) continue;
      const issuers = new Map<string, string>();
      for (const { step } of walkJourney(policy, journey)) {
        const issuer = step.cpimIssuerTechnicalProfileReferenceId;
        if (step.type === 'SendClaims' && issuer) issuers.set(fold(issuer), issuer);
      }
      if (issuers.size < 2) continue;
      const names = [...issuers.values()].map((issuer) => `"${issuer}"`).join(' and ');
      report(journey, `The user journey "${journey.id}" has ${names} for issuers, and no default.`);
    }
  },
};
