import { fold } from '../id-map.ts';
import { hasWholeChain } from '../journey-steps.ts';
import { isSameLanguage, localizedPages, supportedLanguages } from '../localized-texts.ts';
import type { EffectivePolicy } from '../model.ts';
import type { Rule } from '../rule.ts';
import { usedContentDefinitions } from '../used-content-definitions.ts';

/** A page with texts has them in every supported language. @see facts policy-language 8.2 */
export const locLanguageMissing: Rule = {
  name: 'loc-language-missing',
  severity: 'warning',
  why: 'Users of that language get a page whose own texts are those of the policy, in its language.',
  fix: 'Add a LocalizedResourcesReference for the language, or take it out of SupportedLanguages.',
  examples: {
    bad: `<Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="ReplaceAll"><SupportedLanguage>en</SupportedLanguage><SupportedLanguage>de</SupportedLanguage></SupportedLanguages><LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="email" StringId="DisplayName">Email</LocalizedString></LocalizedStrings></LocalizedResources></Localization>
<ContentDefinition Id="api.selfasserted"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri><LocalizedResourcesReferences><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="page.en" /></LocalizedResourcesReferences></ContentDefinition>`,
    good: `<Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="ReplaceAll"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages><LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="email" StringId="DisplayName">Email</LocalizedString></LocalizedStrings></LocalizedResources></Localization>
<ContentDefinition Id="api.selfasserted"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri><LocalizedResourcesReferences><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="page.en" /></LocalizedResourcesReferences></ContentDefinition>`,
  },
  check(policy, report) {
    const languages = supportedLanguages(policy);
    if (languages.length < 2 || !hasWholeChain(policy)) return;
    const used = usedIds(policy);
    for (const { definition, references, resources } of localizedPages(policy)) {
      if (!used.has(fold(definition.id))) continue;
      const own = [...resources.keys()];
      const missing = languages
        .filter((language) => !own.some((each) => isSameLanguage(each, language)))
        .map((language) => `"${language}"`);
      if (missing.length === 0) continue;
      const message = `The page "${definition.id}" has no texts in ${missing.join(', ')}, which the policy supports.`;
      report(references, message);
    }
  },
};

function usedIds(policy: EffectivePolicy): Set<string> {
  return new Set(usedContentDefinitions(policy).map(({ definition }) => fold(definition.id)));
}
