import { hasWholeChain, isEnteredWhole, walkJourney } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** A user journey ends in SendClaims, its own or that of a sub journey. @see facts policy-language 6.1 */
export const journeyNoSendClaims: Rule = {
  name: 'journey-no-send-claims',
  severity: 'error',
  why: 'Without a SendClaims step nothing answers the application: B2C refuses the upload, or stops with AADB2C90040.',
  fix: 'End the journey with an OrchestrationStep of the type "SendClaims" that names a token issuer.',
  examples: {
    bad: `<UserJourney Id="ReadProfile">
  <OrchestrationSteps>
    <OrchestrationStep Order="1" Type="ClaimsExchange">
      <ClaimsExchanges>
        <ClaimsExchange Id="SignInExchange" TechnicalProfileReferenceId="SelfAsserted-LocalAccountSignin-Email" />
      </ClaimsExchanges>
    </OrchestrationStep>
  </OrchestrationSteps>
</UserJourney>`,
    good: `<UserJourney Id="ReadProfile">
  <OrchestrationSteps>
    <OrchestrationStep Order="1" Type="ClaimsExchange">
      <ClaimsExchanges>
        <ClaimsExchange Id="SignInExchange" TechnicalProfileReferenceId="SelfAsserted-LocalAccountSignin-Email" />
      </ClaimsExchanges>
    </OrchestrationStep>
    <OrchestrationStep Order="2" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
  </OrchestrationSteps>
</UserJourney>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const journey of policy.userJourneys.values()) {
      const sends = walkJourney(policy, journey).some(({ step }) => step.type === 'SendClaims');
      if (!sends && isEnteredWhole(policy, journey))
        report(journey, `The user journey "${journey.id}" has no SendClaims step.`);
    }
  },
};
