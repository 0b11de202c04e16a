import { hasWholeChain, isWhole, walkJourney } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** A sub journey that does not come back answers itself. @see facts policy-language 6.3 */
export const subTransferNeedsSend: Rule = {
  name: 'sub-transfer-needs-send',
  severity: 'error',
  why: 'Control does not return from a sub journey of the type Transfer, so without SendClaims the user is left without an answer.',
  fix: 'End the sub journey with a SendClaims step, or make its type Call.',
  examples: {
    bad: `<SubJourney Id="Refuse" Type="Transfer">
  <OrchestrationSteps>
    <OrchestrationStep Order="1" Type="ClaimsExchange">
      <ClaimsExchanges>
        <ClaimsExchange Id="RefuseExchange" TechnicalProfileReferenceId="REST-GetMembership" />
      </ClaimsExchanges>
    </OrchestrationStep>
  </OrchestrationSteps>
</SubJourney>`,
    good: `<SubJourney Id="Refuse" Type="Transfer">
  <OrchestrationSteps>
    <OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
  </OrchestrationSteps>
</SubJourney>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const journey of policy.subJourneys.values()) {
      if (journey.type !== 'Transfer') continue;
      const sends = walkJourney(policy, journey).some(({ step }) => step.type === 'SendClaims');
      if (!sends && isWhole(policy, journey))
        report(journey, `The sub journey "${journey.id}" has no SendClaims step.`);
    }
  },
};
