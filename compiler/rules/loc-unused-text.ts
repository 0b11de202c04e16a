import { unknownTargets } from '../localized-targets.ts';
import type { Rule } from '../rule.ts';

/** A localized text belongs to something that the policy has. @see facts policy-language 8.2 */
export const locUnusedText: Rule = {
  name: 'loc-unused-text',
  severity: 'notice',
  why: 'The policy has nothing that the text could be shown with, as happens where texts are shared or were copied.',
  fix: 'Nothing, or remove the text.',
  examples: {
    bad: '<LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="favoriteColor" StringId="DisplayName">Color</LocalizedString></LocalizedStrings></LocalizedResources>',
    good: '<LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="email" StringId="DisplayName">Email</LocalizedString></LocalizedStrings></LocalizedResources>',
  },
  check(policy, report) {
    for (const { text, target, suggestion } of unknownTargets(policy)) {
      if (suggestion === '') report(text, `There is no ${target} to show this text with.`);
    }
  },
};
