import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from '../../../compiler/rule.ts';
import { locLanguageMissing } from '../../../compiler/rules/loc-language-missing.ts';
import { locTextMissing } from '../../../compiler/rules/loc-text-missing.ts';
import { lintExample } from '../../support/lint-example.ts';

const page = (parts: string) =>
  `<ContentDefinition Id="api.selfasserted">\n<LoadUri>~/tenant/page.cshtml</LoadUri>\n<RecoveryUri>~/common/default_page_error.html</RecoveryUri>\n${parts}\n</ContentDefinition>`;
const texts = (language: string, ids: readonly string[]) =>
  `<LocalizedResources Id="page.${language}"><LocalizedStrings>${ids.map((id) => `<LocalizedString ElementType="ClaimType" ElementId="email" StringId="${id}">${id}</LocalizedString>`).join('')}</LocalizedStrings></LocalizedResources>`;
const languages = (names: readonly string[], resources: string) =>
  `<Localization Enabled="true"><SupportedLanguages DefaultLanguage="en" MergeBehavior="ReplaceAll">${names.map((name) => `<SupportedLanguage>${name}</SupportedLanguage>`).join('')}</SupportedLanguages>${resources}</Localization>`;
const localized = (names: readonly string[]) =>
  page(
    `<DataUri>urn:com:microsoft:aad:b2c:elements:contract:selfasserted:2.1.14</DataUri><LocalizedResourcesReferences>${names.map((name) => `<LocalizedResourcesReference Language="${name}" LocalizedResourcesReferenceId="page.${name}" />`).join('')}</LocalizedResourcesReferences>`,
  );

interface Case {
  readonly rule: Rule;
  readonly name: string;
  readonly example: string;
  readonly found: readonly string[];
}

const cases: readonly Case[] = [
  {
    rule: locLanguageMissing,
    name: 'nothing where a region is shown its language',
    example: `${languages(['en', 'pt-BR'], '')}${localized(['en', 'pt'])}`,
    found: [],
  },
  {
    rule: locTextMissing,
    name: 'what a language lacks, in short',
    example: `${languages(['en', 'de'], `${texts('en', ['DisplayName', 'UserHelpText', 'AdminHelpText', 'PatternHelpText'])}${texts('de', [])}`)}${localized(['en', 'de'])}`,
    found: [
      'The page "api.selfasserted" lacks in "de" what it has in other languages: ClaimType "email" DisplayName, ClaimType "email" UserHelpText, ClaimType "email" AdminHelpText ….',
    ],
  },
  {
    rule: locTextMissing,
    name: 'nothing where the claim type has the words of the default language',
    example: `${languages(['en', 'de'], `${texts('en', [])}${texts('de', ['DisplayName'])}`)}${localized(['en', 'de'])}`,
    found: [],
  },
];

for (const { rule, name, example, found } of cases) {
  test(`${rule.name} reports ${name}`, async (t) => {
    const all = await lintExample(t, rule, example);
    assert.deepEqual(
      all.map(({ message }) => message),
      found,
    );
  });
}
