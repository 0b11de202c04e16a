import { hasWholeChain, journeysOf, selectedExchange } from '../journey-steps.ts';
import type { ClaimsProviderSelection } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';

/** What a selection offers is there to be run. @see facts policy-language 6.1 */
export const journeySelectionTarget: Rule = {
  name: 'journey-selection-target',
  severity: 'error',
  why: 'B2C runs a TargetClaimsExchangeId in the step right after the selection, and a ValidationClaimsExchangeId in the same step; elsewhere it finds neither.',
  fix: 'Correct the id, or move the ClaimsExchange to the step where B2C looks for it.',
  examples: {
    bad: `<OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="api.signuporsignin">
  <ClaimsProviderSelections>
    <ClaimsProviderSelection TargetClaimsExchangeId="SignUpWithEmailExchange" />
  </ClaimsProviderSelections>
</OrchestrationStep>`,
    good: `<OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="api.signuporsignin">
  <ClaimsProviderSelections>
    <ClaimsProviderSelection TargetClaimsExchangeId="SignUpWithLogonEmailExchange" />
  </ClaimsProviderSelections>
</OrchestrationStep>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const { orchestrationSteps } of journeysOf(policy)) {
      for (const [index, step] of orchestrationSteps.entries()) {
        const next = orchestrationSteps[index + 1];
        for (const selection of step.claimsProviderSelections) {
          const wrong = faultOf(selection, () => selectedExchange(selection, step, next));
          if (wrong !== undefined) report(selection, wrong);
        }
      }
    }
  },
};

function faultOf(selection: ClaimsProviderSelection, find: () => unknown): string | undefined {
  const { targetClaimsExchangeId: target, validationClaimsExchangeId: validation } = selection;
  const isOne = (target === undefined) !== (validation === undefined);
  if (!isOne) {
    return 'A ClaimsProviderSelection needs exactly one of "TargetClaimsExchangeId" and "ValidationClaimsExchangeId".';
  }
  if (find()) return undefined;
  return validation === undefined
    ? `The step after this one has no ClaimsExchange "${target}".`
    : `This step has no ClaimsExchange "${validation}".`;
}
