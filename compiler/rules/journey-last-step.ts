import { journeysOf, subJourneysOf } from '../journey-steps.ts';
import type { EffectivePolicy } from '../model.ts';
import type { OrchestrationStep } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';

/** Nothing follows a step that always ends the journey. @see facts policy-language 6.1, 6.3 */
export const journeyLastStep: Rule = {
  name: 'journey-last-step',
  severity: 'warning',
  why: 'SendClaims and a sub journey of the type Transfer do not come back, so what follows never runs.',
  fix: 'Move the step before the last one, or put a precondition on the one that ends the journey.',
  examples: {
    bad: '<OrchestrationStep Order="6" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Late" TechnicalProfileReferenceId="REST-GetMembership" /></ClaimsExchanges></OrchestrationStep>',
    good: `<OrchestrationStep Order="5" Type="ClaimsExchange"><ClaimsExchanges><ClaimsExchange Id="Late" TechnicalProfileReferenceId="REST-GetMembership" /></ClaimsExchanges></OrchestrationStep>
<OrchestrationStep Order="6" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />`,
  },
  check(policy, report) {
    for (const { id, orchestrationSteps } of journeysOf(policy)) {
      const end = orchestrationSteps.findIndex((step) => isEnd(policy, step));
      const [last, next] = end < 0 ? [] : orchestrationSteps.slice(end, end + 2);
      if (!last || !next) continue;
      const message = `Step ${next.order} of the journey "${id}" never runs: step ${last.order} always ends it.`;
      report(next, message);
    }
  },
};

function isEnd(policy: EffectivePolicy, step: OrchestrationStep): boolean {
  if (step.preconditions.length > 0) return false;
  return (
    step.type === 'SendClaims' ||
    subJourneysOf(policy, step).some((journey) => journey.type === 'Transfer')
  );
}
