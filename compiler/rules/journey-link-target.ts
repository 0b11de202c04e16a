import { hasWholeChain, journeysOf, selectedExchange } from '../journey-steps.ts';
import { metadataItem } from '../metadata-value.ts';
import type { EffectivePolicy, MetadataItem } from '../model.ts';
import type { OrchestrationStep } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';

/** The links beside a sign-in form, and the metadata that names what each runs. */
const links = ['SignUpTarget', 'setting.forgotPasswordLinkOverride'];

/** What a link of the combined page leads to is in the next step. @see facts engine 3.3, 3.4 */
export const journeyLinkTarget: Rule = {
  name: 'journey-link-target',
  severity: 'warning',
  why: 'The links to sign up and to a forgotten password run an exchange of the step right after the combined page; where there is none, whoever follows the link sees an error.',
  fix: 'Correct the metadata item, or give the next step a ClaimsExchange of that id.',
  examples: {
    bad: `<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email">
  <Metadata>
    <Item Key="SignUpTarget">SignUpWithEmailExchange</Item>
  </Metadata>
</TechnicalProfile>`,
    good: `<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email">
  <Metadata>
    <Item Key="SignUpTarget">SignUpWithLogonEmailExchange</Item>
  </Metadata>
</TechnicalProfile>`,
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const { id, orchestrationSteps } of journeysOf(policy)) {
      for (const [index, step] of orchestrationSteps.entries()) {
        const next = orchestrationSteps[index + 1];
        for (const item of linksOf(policy, step)) {
          const target = { targetClaimsExchangeId: item.value.trim(), position: item.position };
          if (selectedExchange(target, step, next)) continue;
          const message = `The step after step ${step.order} of "${id}", which shows the link, has no ClaimsExchange "${item.value.trim()}".`;
          report(item, message);
        }
      }
    }
  },
};

/** The metadata items of the form on a combined page that name where its links lead. */
function linksOf(policy: EffectivePolicy, step: OrchestrationStep): MetadataItem[] {
  if (step.type !== 'CombinedSignInAndSignUp') return [];
  const forms = step.claimsProviderSelections
    .filter(({ validationClaimsExchangeId }) => validationClaimsExchangeId !== undefined)
    .flatMap((selection) => selectedExchange(selection, step, undefined) ?? [])
    .flatMap(
      (exchange) => policy.technicalProfiles.get(exchange.technicalProfileReferenceId) ?? [],
    );
  return forms.flatMap((form) => links.flatMap((key) => metadataItem(form, key) ?? []));
}
