import { fold } from '../id-map.ts';
import { hasWholeChain } from '../journey-steps.ts';
import {
  hasOwnWords,
  isDefaultLanguage,
  isSameLanguage,
  localizedPages,
  supportedLanguages,
  textsOf,
} from '../localized-texts.ts';
import type { Rule } from '../rule.ts';

/** What a page says in one language it says in all. @see facts policy-language 8.2 */
export const locTextMissing: Rule = {
  name: 'loc-text-missing',
  severity: 'warning',
  why: 'Where a language lacks a text, users see that of the policy in another language, or none at all.',
  fix: 'Add the LocalizedString to the resources of this language.',
  examples: {
    bad: `<Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="ReplaceAll"><SupportedLanguage>en</SupportedLanguage><SupportedLanguage>de</SupportedLanguage></SupportedLanguages><LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="email" StringId="DisplayName">Email</LocalizedString></LocalizedStrings></LocalizedResources><LocalizedResources Id="page.de"><LocalizedStrings><LocalizedString ElementType="UxElement" StringId="heading">Anmelden</LocalizedString></LocalizedStrings></LocalizedResources></Localization>
<ContentDefinition Id="api.selfasserted"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri><LocalizedResourcesReferences><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="page.en" /><LocalizedResourcesReference Language="de" LocalizedResourcesReferenceId="page.de" /></LocalizedResourcesReferences></ContentDefinition>`,
    good: `<Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="ReplaceAll"><SupportedLanguage>en</SupportedLanguage><SupportedLanguage>de</SupportedLanguage></SupportedLanguages><LocalizedResources Id="page.en"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="email" StringId="DisplayName">Email</LocalizedString></LocalizedStrings></LocalizedResources><LocalizedResources Id="page.de"><LocalizedStrings><LocalizedString ElementType="ClaimType" ElementId="email" StringId="DisplayName">E-Mail</LocalizedString></LocalizedStrings></LocalizedResources></Localization>
<ContentDefinition Id="api.selfasserted"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri><LocalizedResourcesReferences><LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="page.en" /><LocalizedResourcesReference Language="de" LocalizedResourcesReferenceId="page.de" /></LocalizedResourcesReferences></ContentDefinition>`,
  },
  check(policy, report) {
    const supported = supportedLanguages(policy);
    if (!hasWholeChain(policy)) return;
    for (const { definition, resources } of localizedPages(policy)) {
      const languages = [...resources].filter(([language]) =>
        supported.some((each) => isSameLanguage(each, language)),
      );
      const all = textsOf(languages.flatMap(([, each]) => each));
      for (const [language, own] of languages) {
        const element = own[0];
        const family = languages.filter(([other]) => isSameLanguage(other, language));
        const texts = textsOf(family.flatMap(([, each]) => each));
        const isDefault = isDefaultLanguage(policy, language);
        const lacks = (key: string) => !texts.has(key) && !(isDefault && hasOwnWords(key));
        const missing = [...all].filter(([key]) => lacks(key)).map(([, text]) => text);
        if (!element || missing.length === 0) continue;
        const list =
          missing.length > 3 ? `${missing.slice(0, 3).join(', ')} …` : missing.join(', ');
        const message = `The page "${definition.id}" lacks in "${fold(language)}" what it has in other languages: ${list}.`;
        report(element, message);
      }
    }
  },
};
