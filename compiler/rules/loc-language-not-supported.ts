import { hasWholeChain } from '../journey-steps.ts';
import { isSameLanguage, localizedPages, supportedLanguages } from '../localized-texts.ts';
import type { Rule } from '../rule.ts';

/** Pages have texts in languages that are supported. @see facts policy-language 8.2 */
export const locLanguageNotSupported: Rule = {
  name: 'loc-language-not-supported',
  severity: 'warning',
  why: 'B2C shows the languages of SupportedLanguages only, so these texts are never used.',
  fix: 'Add the SupportedLanguage, or remove the reference.',
  examples: {
    bad: `<Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="ReplaceAll"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages><LocalizedResources Id="page.de"><LocalizedStrings><LocalizedString ElementType="UxElement" StringId="heading">Anmelden</LocalizedString></LocalizedStrings></LocalizedResources></Localization>
<ContentDefinition Id="api.selfasserted"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri><LocalizedResourcesReferences><LocalizedResourcesReference Language="de" LocalizedResourcesReferenceId="page.de" /></LocalizedResourcesReferences></ContentDefinition>`,
    good: `<Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="ReplaceAll"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages><LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="UxElement" StringId="heading">Sign in</LocalizedString></LocalizedStrings></LocalizedResources></Localization>
<ContentDefinition Id="api.selfasserted"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri><LocalizedResourcesReferences><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="page.en" /></LocalizedResourcesReferences></ContentDefinition>`,
  },
  check(policy, report) {
    const languages = supportedLanguages(policy);
    if (languages.length === 0 || !hasWholeChain(policy)) return;
    for (const { references } of localizedPages(policy)) {
      for (const reference of references.references) {
        const { language } = reference;
        if (languages.some((supported) => isSameLanguage(supported, language))) continue;
        report(reference, `The language "${language}" is not among the supported ones.`);
      }
    }
  },
};
