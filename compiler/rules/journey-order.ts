import { hasWholeChain, journeysOf } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** The steps of a merged journey count 1, 2, 3 … without gaps. @see facts policy-language 6.1 */
export const journeyOrder: Rule = {
  name: 'journey-order',
  severity: 'error',
  why: 'B2C refuses a journey whose steps, after the whole chain is merged, do not count from 1 without gaps.',
  fix: 'Number the steps anew, here or in the policy of the chain that leaves the gap.',
  examples: {
    bad: '<OrchestrationStep Order="7" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="SecondRead" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" /></ClaimsExchanges></OrchestrationStep>',
    good: `<OrchestrationStep Order="5" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="SecondRead" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" /></ClaimsExchanges></OrchestrationStep>
<OrchestrationStep Order="6" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const { id, orchestrationSteps } of journeysOf(policy)) {
      let previous = 0;
      for (const step of orchestrationSteps) {
        const { order } = step;
        if (order !== previous + 1) {
          const before = previous === 0 ? 'is the first one' : `follows step ${previous}`;
          report(step, `Step ${order} of the journey "${id}" ${before}.`);
        }
        previous = order;
      }
    }
  },
};
