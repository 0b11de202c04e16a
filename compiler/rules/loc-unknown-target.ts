import { didYouMean } from '../did-you-mean.ts';
import { fold, IdMap } from '../id-map.ts';
import { unknownTargets } from '../localized-targets.ts';
import type { Rule } from '../rule.ts';

const claimTexts = new IdMap(
  ['DisplayName', 'UserHelpText', 'AdminHelpText', 'PatternHelpText'].map((id) => [id, true]),
);

/** The names in a localized text are right. @see facts policy-language 8.2 */
export const locUnknownTarget: Rule = {
  name: 'loc-unknown-target',
  severity: 'warning',
  why: 'B2C looks for texts by the names of claims, predicates, controls and exchanges; one under another name is never shown.',
  fix: 'Correct the ElementId or StringId.',
  examples: {
    bad: '<LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="e-mail" StringId="DisplayName">Email</LocalizedString></LocalizedStrings></LocalizedResources>',
    good: '<LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="email" StringId="DisplayName">Email</LocalizedString></LocalizedStrings></LocalizedResources>',
  },
  check(policy, report) {
    for (const { text, target, suggestion } of unknownTargets(policy)) {
      if (suggestion !== '') report(text, `There is no ${target}.${suggestion}`);
    }
    const resources = policy.localization?.localizedResources ?? [];
    for (const text of resources.flatMap((each) => each.localizedStrings)) {
      if (fold(text.elementType) !== 'claimtype' || claimTexts.has(text.stringId)) continue;
      const suggestion = didYouMean(text.stringId, claimTexts.keys());
      report(text, `A claim type has no text "${text.stringId}".${suggestion}`);
    }
  },
};
