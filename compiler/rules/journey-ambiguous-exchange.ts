import { hasWholeChain, isSelection, journeysOf } from '../journey-steps.ts';
import type { Rule } from '../rule.ts';

/** Of several exchanges the step before lets the user choose one. @see facts policy-language 6.1 */
export const journeyAmbiguousExchange: Rule = {
  name: 'journey-ambiguous-exchange',
  severity: 'error',
  why: 'B2C refuses a step with several claims exchanges that does not follow a claims provider selection: nothing says which to run.',
  fix: 'Keep one ClaimsExchange; an override replaces the inherited one only under the same Id.',
  examples: {
    bad: `<OrchestrationStep Order="3" Type="ClaimsExchange">
  <ClaimsExchanges>
    <ClaimsExchange Id="AADUserReadWithObjectId" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" />
    <ClaimsExchange Id="ReadMembership" TechnicalProfileReferenceId="REST-GetMembership" />
  </ClaimsExchanges>
</OrchestrationStep>`,
    good: `<OrchestrationStep Order="3" Type="ClaimsExchange">
  <ClaimsExchanges>
    <ClaimsExchange Id="AADUserReadWithObjectId" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" />
  </ClaimsExchanges>
</OrchestrationStep>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const { id, orchestrationSteps } of journeysOf(policy)) {
      for (const [index, step] of orchestrationSteps.entries()) {
        const previous = orchestrationSteps[index - 1];
        const { claimsExchanges: exchanges, type, order } = step;
        if (type !== 'ClaimsExchange' || exchanges.length < 2) continue;
        if (previous && isSelection(previous)) continue;
        const ids = exchanges.map((exchange) => `"${exchange.id}"`).join(', ');
        const message = `Step ${order} of the journey "${id}" has ${exchanges.length} claims exchanges (${ids}), but no selection before it.`;
        report(step, message);
      }
    }
  },
};
