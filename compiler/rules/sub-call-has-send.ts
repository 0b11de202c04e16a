import type { Rule } from '../rule.ts';

/** A sub journey that comes back does not answer the application. @see facts policy-language 6.3 */
export const subCallHasSend: Rule = {
  name: 'sub-call-has-send',
  severity: 'warning',
  why: 'A sub journey of the type Call returns to its journey, which then could not go on after an answer was sent.',
  fix: 'Make the sub journey a Transfer, or leave SendClaims to the journey that calls it.',
  examples: {
    bad: '<SubJourney Id="Answer" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></SubJourney>',
    good: '<SubJourney Id="Answer" Type="Transfer"><OrchestrationSteps><OrchestrationStep Order="1" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" /></OrchestrationSteps></SubJourney>',
  },
  check(policy, report) {
    for (const { id, type, orchestrationSteps } of policy.subJourneys.values()) {
      if (type !== 'Call') continue;
      for (const step of orchestrationSteps) {
        if (step.type !== 'SendClaims') continue;
        report(step, `The sub journey "${id}" is a Call, but sends claims in step ${step.order}.`);
      }
    }
  },
};
