import { fold } from '../id-map.ts';
import { hasWholeChain, journeysOf, selectedExchange } from '../journey-steps.ts';
import { metadataItem, metadataValue } from '../metadata-value.ts';
import type { EffectivePolicy, EffectiveTechnicalProfile, MetadataItem } from '../model.ts';
import type { OrchestrationStep } from '../model-journeys.ts';
import type { Rule } from '../rule.ts';

/** The metadata of a sign-in form that names what a link runs, and what hides that link. */
const links = [
  ['SignUpTarget', 'setting.showSignupLink', 'false'],
  ['setting.forgotPasswordLinkOverride', 'setting.forgotPasswordLinkLocation', 'none'],
] as const;

const form = (
  target: string,
) => `<TechnicalProfile Id="SelfAsserted-LocalAccountSignin-Email"><Metadata>
  <Item Key="SignUpTarget">${target}</Item>
</Metadata></TechnicalProfile>`;

/** What a link of the combined page leads to is in the next step. @see facts engine 3.3, 3.4 */
export const journeyLinkTarget: Rule = {
  name: 'journey-link-target',
  severity: 'warning',
  why: 'The links to sign up and to a forgotten password run an exchange of the step right after the combined page; where there is none, whoever follows the link sees an error.',
  fix: 'Correct the metadata item, or give the next step a ClaimsExchange of that id.',
  examples: {
    bad: form('SignUpWithEmailExchange'),
    good: form('SignUpWithLogonEmailExchange'),
  },
  check(policy, report) {
    if (!hasWholeChain(policy)) return;
    for (const { id, orchestrationSteps } of journeysOf(policy)) {
      for (const [index, step] of orchestrationSteps.entries()) {
        const next = orchestrationSteps[index + 1];
        for (const item of linksOf(policy, step)) {
          const target = item.value.trim();
          if (selectedExchange({ ...item, targetClaimsExchangeId: target }, step, next)) continue;
          const place = `The step after step ${step.order} of "${id}", which shows the link,`;
          report(item, `${place} has no ClaimsExchange "${target}".`);
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
    .flatMap(({ technicalProfileReferenceId: id }) => policy.technicalProfiles.get(id) ?? []);
  return forms.flatMap(shownLinks);
}

function shownLinks(form: EffectiveTechnicalProfile): MetadataItem[] {
  const shown = links.filter(([, hides, word]) => fold(metadataValue(form, hides) ?? '') !== word);
  return shown.flatMap(([target]) => metadataItem(form, target) ?? []);
}
