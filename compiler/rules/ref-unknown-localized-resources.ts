import type { Rule } from '../rule.ts';
import { reportUnknown } from '../unresolved-references.ts';

/** A LocalizedResourcesReferenceId must name a LocalizedResources. */
export const refUnknownLocalizedResources: Rule = {
  name: 'ref-unknown-localized-resources',
  severity: 'error',
  why: 'B2C refuses to upload a policy that refers to localized resources nobody declares.',
  fix: 'Declare the LocalizedResources in BuildingBlocks/Localization, or correct the reference.',
  examples: {
    bad: `<LocalizedResources Id="api.selfasserted.en">
  <LocalizedStrings>
    <LocalizedString ElementType="UxElement" StringId="button_continue">Continue</LocalizedString>
  </LocalizedStrings>
</LocalizedResources>
<ContentDefinition Id="api.selfasserted">
  <LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri>
  <RecoveryUri>~/common/default_page_error.html</RecoveryUri>
  <DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri>
  <LocalizedResourcesReferences MergeBehavior="Prepend">
    <LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="api.selfasserted.english" />
  </LocalizedResourcesReferences>
</ContentDefinition>`,
    good: `<LocalizedResources Id="api.selfasserted.en">
  <LocalizedStrings>
    <LocalizedString ElementType="UxElement" StringId="button_continue">Continue</LocalizedString>
  </LocalizedStrings>
</LocalizedResources>
<ContentDefinition Id="api.selfasserted">
  <LoadUri>~/tenant/templates/AzureBlue/selfAsserted.cshtml</LoadUri>
  <RecoveryUri>~/common/default_page_error.html</RecoveryUri>
  <DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri>
  <LocalizedResourcesReferences MergeBehavior="Prepend">
    <LocalizedResourcesReference Language="en" LocalizedResourcesReferenceId="api.selfasserted.en" />
  </LocalizedResourcesReferences>
</ContentDefinition>`,
  },
  checkSet: reportUnknown('localized resource'),
};
