import { journeyLoops } from '../journey-loops.ts';
import type { Rule } from '../rule.ts';

/** A sub journey invokes no other. @see facts policy-language 6.3 (samples do it nevertheless) */
export const subNested: Rule = {
  name: 'sub-nested',
  severity: 'warning',
  why: 'Documented is that a sub journey should not call another; samples do, and nobody promises that it goes on working.',
  fix: 'Invoke the other sub journey from the user journey.',
  examples: {
    bad: `<SubJourney Id="Inner" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="InnerExchange" TechnicalProfileReferenceId="REST-GetMembership" /></ClaimsExchanges></OrchestrationStep></OrchestrationSteps></SubJourney>
<SubJourney Id="Outer" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Inner" /></JourneyList></OrchestrationStep></OrchestrationSteps></SubJourney>`,
    good: `<SubJourney Id="Inner" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="InnerExchange" TechnicalProfileReferenceId="REST-GetMembership" /></ClaimsExchanges></OrchestrationStep></OrchestrationSteps></SubJourney>
<OrchestrationStep Order="4" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Inner" /></JourneyList></OrchestrationStep>`,
  },
  check(policy, report) {
    const loops = new Set(journeyLoops(policy).map(({ candidate }) => candidate));
    for (const { id, orchestrationSteps } of policy.subJourneys.values()) {
      for (const candidate of orchestrationSteps.flatMap(({ journeyList }) => journeyList)) {
        if (loops.has(candidate)) continue;
        const inner = policy.subJourneys.get(candidate.subJourneyReferenceId);
        if (inner)
          report(candidate, `The sub journey "${id}" invokes the sub journey "${inner.id}".`);
      }
    }
  },
};
