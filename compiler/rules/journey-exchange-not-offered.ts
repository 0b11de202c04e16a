import { fold } from '../id-map.ts';
import {
  hasWholeChain,
  isSelection,
  type JourneyStep,
  journeysOf,
  walkJourney,
} from '../journey-steps.ts';
import { metadataValue } from '../metadata-value.ts';
import type { Rule } from '../rule.ts';

/** Each of several exchanges is offered by the selection before it. @see facts policy-language 6.1 */
export const journeyExchangeNotOffered: Rule = {
  name: 'journey-exchange-not-offered',
  severity: 'warning',
  why: 'Users can only get to exchanges that the selection before lists, or that its sign-in page links to; this one never runs.',
  fix: 'Add a ClaimsProviderSelection with this TargetClaimsExchangeId to the step before, or remove the exchange.',
  examples: {
    bad: `<OrchestrationStep Order="2" Type="ClaimsExchange">
  <ClaimsExchanges>
    <ClaimsExchange Id="SignUpWithLogonEmailExchange" TechnicalProfileReferenceId="LocalAccountSignUpWithLogonEmail" />
    <ClaimsExchange Id="SecondSignUpExchange" TechnicalProfileReferenceId="LocalAccountSignUpWithLogonEmail" />
  </ClaimsExchanges>
</OrchestrationStep>`,
    good: `<OrchestrationStep Order="2" Type="ClaimsExchange">
  <ClaimsExchanges>
    <ClaimsExchange Id="SignUpWithLogonEmailExchange" TechnicalProfileReferenceId="LocalAccountSignUpWithLogonEmail" />
  </ClaimsExchanges>
</OrchestrationStep>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const journey of journeysOf(policy)) {
      const steps = walkJourney(policy, journey).filter((each) => each.journey === journey);
      for (const [index, { step }] of steps.entries()) {
        const selection = steps[index - 1];
        if (!selection || !isSelection(selection.step) || step.claimsExchanges.length < 2) continue;
        const offered = offeredBy(selection);
        for (const exchange of step.claimsExchanges.filter(({ id }) => !offered.has(fold(id)))) {
          const { order } = selection.step;
          report(exchange, `Step ${order} does not offer the exchange "${exchange.id}".`);
        }
      }
    }
  },
};

/** The sign-up link has a target of its own; where none is set, that of the starter pack. */
function offeredBy({ step, calls }: JourneyStep): Set<string> {
  const targets = step.claimsProviderSelections.map((each) => each.targetClaimsExchangeId);
  const links = calls.flatMap(({ profile }) => [
    metadataValue(profile, 'SignUpTarget') ?? 'SignUpWithLogonEmailExchange',
    metadataValue(profile, 'setting.forgotPasswordLinkOverride'),
  ]);
  return new Set([...targets, ...links].map((id) => fold(id ?? '')));
}
