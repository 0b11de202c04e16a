/** Localized texts of the page in English and Norwegian; what there is none of falls back to English. */
export function localized(english: string, norwegian = '', more = ''): string {
  const resources = (language: string, texts: string) =>
    texts === '' ? '' : `<LocalizedResources Id="page.${language}">${texts}</LocalizedResources>`;
  const reference = (language: string, texts: string) =>
    texts === ''
      ? ''
      : `<LocalizedResourcesReference Language="${language}" LocalizedResourcesReferenceId="page.${language}" />`;
  return `${more}<ContentDefinitions><ContentDefinition Id="api.page"><LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri><RecoveryUri>~/common/default_page_error.html</RecoveryUri><DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.7</DataUri><LocalizedResourcesReferences MergeBehavior="Prepend">${reference('en', english)}${reference('nb', norwegian)}</LocalizedResourcesReferences></ContentDefinition></ContentDefinitions><Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="ReplaceAll"><SupportedLanguage>en</SupportedLanguage><SupportedLanguage>nb</SupportedLanguage></SupportedLanguages>${resources('en', english)}${resources('nb', norwegian)}</Localization>`;
}

/** LocalizedStrings of LocalizedString elements. */
export const strings = (...texts: string[]) =>
  `<LocalizedStrings>${texts.join('')}</LocalizedStrings>`;
/** A localized ErrorMessage. */
export const errorText = (id: string, text: string) =>
  `<LocalizedString ElementType="ErrorMessage" StringId="${id}">${text}</LocalizedString>`;
/** Metadata of a page with the localized content definition. */
export const localizedPage = { ContentDefinitionReferenceId: 'api.page' };
