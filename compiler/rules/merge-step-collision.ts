import { fold } from '../id-map.ts';
import type { OrchestrationStep } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';

/**
 * A file may complete a step of its base policy, not put one of another type in its place. @see facts
 * policy-language 2
 */
export const mergeStepCollision: Rule = {
  name: 'merge-step-collision',
  severity: 'error',
  why: "Steps of one Order are merged: what the base's step has cannot be removed, and does not fit the new type.",
  fix: 'Give the journey another Id, or the step another Order.',
  examples: {
    bad: {
      'Base.xml': '',
      'Extensions.xml': `<UserJourney Id="SignUpOrSignIn">
  <OrchestrationSteps>
    <OrchestrationStep Order="4" Type="SendClaims" CpimIssuerTechnicalProfileReferenceId="JwtIssuer" />
  </OrchestrationSteps>
</UserJourney>`,
    },
    good: {
      'Base.xml': '',
      'Extensions.xml': `<UserJourney Id="SignUpOrSignIn">
  <OrchestrationSteps>
    <OrchestrationStep Order="4" Type="ClaimsExchange">
      <ClaimsExchanges>
        <ClaimsExchange Id="GetMembershipExchange" TechnicalProfileReferenceId="AAD-UserReadUsingObjectId" />
      </ClaimsExchanges>
    </OrchestrationStep>
  </OrchestrationSteps>
</UserJourney>`,
    },
  },
  isPerRelyingParty: true,
  check({ chain }, report) {
    const steps = new Map<string, OrchestrationStep>();
    for (const file of chain) {
      for (const { id, orchestrationSteps } of [...file.userJourneys, ...file.subJourneys]) {
        for (const step of orchestrationSteps) {
          const key = `${fold(id)} ${step.order}`;
          const base = steps.get(key);
          steps.set(key, step);
          if (!base || isCompatible(step, base)) continue;
          const place = `"${base.type}" in ${base.position.file}:${base.position.line}`;
          report(step, `Step ${step.order} of "${id}" is "${step.type}" here, but ${place}.`);
        }
      }
    }
  },
};

/** Of the same type; or the base's step holds nothing that the new type could not have. */
function isCompatible(step: OrchestrationStep, base: OrchestrationStep): boolean {
  if (step.position.file === base.position.file || step.type === base.type) return true;
  const { claimsExchanges, claimsProviderSelections, journeyList } = base;
  return claimsExchanges.length + claimsProviderSelections.length + journeyList.length === 0;
}
