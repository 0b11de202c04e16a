import { hasWholeChain, type Journey, journeysOf } from '../journey-steps.ts';
import { renumberSteps } from '../renumber-steps.ts';
import type { Rule } from '../rule.ts';

/** The steps of a merged journey count 1, 2, 3 … without gaps. @see facts policy-language 6.1 */
export const journeyOrder: Rule = {
  name: 'journey-order',
  severity: 'error',
  why: 'B2C refuses a journey whose steps, after the whole chain is merged, do not count from 1 without gaps.',
  fix: 'Number the steps anew, here or in the policy of the chain that leaves the gap.',
  autofix:
    'Numbers the steps anew, where one file has the whole journey and no other is based on it.',
  examples: {
    bad: '<OrchestrationStep Order="7" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="SecondRead" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" /></ClaimsExchanges></OrchestrationStep>',
    good: `<OrchestrationStep Order="5" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="SecondRead" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" /></ClaimsExchanges></OrchestrationStep>
<OrchestrationStep Order="6" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />`,
  },
  isPerRelyingParty: true,
  check(policy, report, context) {
    if (!hasWholeChain(policy)) return;
    for (const journey of journeysOf(policy)) {
      const gaps = gapsOf(journey);
      const changes = gaps.length > 0 ? renumberSteps(policy, journey, context) : [];
      for (const { step, previous } of gaps) {
        const before = previous === 0 ? 'is the first one' : `follows step ${previous}`;
        const message = `Step ${step.order} of the journey "${journey.id}" ${before}.`;
        report(step, message, ...changes.splice(0));
      }
    }
  },
};

/** The first finding corrects all: its changes are those of the whole journey. */
function gapsOf({ orchestrationSteps }: Journey) {
  return orchestrationSteps
    .map((step, index) => ({ step, previous: orchestrationSteps[index - 1]?.order ?? 0 }))
    .filter(({ step, previous }) => step.order !== previous + 1);
}
