import { journeyLoops } from '../journey-loops.ts';
import type { Rule } from '../rule.ts';

/** No sub journey invokes itself, not even through others. @see facts policy-language 6.3 */
export const subRecursive: Rule = {
  name: 'sub-recursive',
  severity: 'error',
  why: 'Sub journeys that invoke each other never end.',
  fix: 'Remove the step that closes the loop.',
  examples: {
    bad: '<SubJourney Id="Again" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="InvokeSubJourney"><JourneyList><Candidate SubJourneyReferenceId="Again" /></JourneyList></OrchestrationStep></OrchestrationSteps></SubJourney>',
    good: '<SubJourney Id="Again" Type="Call"><OrchestrationSteps><OrchestrationStep Order="1" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="AgainExchange" TechnicalProfileReferenceId="REST-GetMembership" /></ClaimsExchanges></OrchestrationStep></OrchestrationSteps></SubJourney>',
  },
  check(policy, report) {
    for (const { candidate, path } of journeyLoops(policy)) {
      const round = path.map((id) => `"${id}"`).join(' → ');
      report(candidate, `The sub journeys invoke each other without end: ${round}.`);
    }
  },
};
