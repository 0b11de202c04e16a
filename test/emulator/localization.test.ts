import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HeadlessJourney } from '../../emulator/headless-journey.ts';
import type { Field } from '../../emulator/page.ts';
import { field, formOf, options, outcomeOf, profile } from '../support/emulated-page.ts';
import { exchange, sendClaims, startTest, tenantOf } from '../support/emulated-tenant.ts';
import { errorText, localized, localizedPage as page, strings } from '../support/localized-page.ts';

const predicates = `<Predicates><Predicate Id="Lower" Method="IncludesCharacters" HelpText="a small letter"><Parameters><Parameter Id="CharacterSet">a-z</Parameter></Parameters></Predicate><Predicate Id="Upper" Method="IncludesCharacters" HelpText="a capital letter"><Parameters><Parameter Id="CharacterSet">A-Z</Parameter></Parameters></Predicate><Predicate Id="Digit" Method="IncludesCharacters" HelpText="a digit"><Parameters><Parameter Id="CharacterSet">0-9</Parameter></Parameters></Predicate></Predicates><PredicateValidations><PredicateValidation Id="Strong"><PredicateGroups><PredicateGroup Id="Classes"><UserHelpText>Needs two of</UserHelpText><PredicateReferences MatchAtLeast="2"><PredicateReference Id="Lower" /><PredicateReference Id="Upper" /><PredicateReference Id="Digit" /></PredicateReferences></PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>`;
const strong = {
  a: field('a').replace('</ClaimType>', '<PredicateValidationReference Id="Strong" /></ClaimType>'),
};
const norwegianHelp = strings(
  '<LocalizedString ElementType="PredicateValidation" ElementId="Strong" StringId="Classes">Trenger to av</LocalizedString>',
  '<LocalizedString ElementType="Predicate" ElementId="Lower" StringId="HelpText">en liten bokstav</LocalizedString>',
  '<LocalizedString ElementType="Predicate" ElementId="Upper" StringId="HelpText">en stor bokstav</LocalizedString>',
  '<LocalizedString ElementType="Predicate" ElementId="Digit" StringId="HelpText">et siffer</LocalizedString>',
);

const predicateCases = [
  { value: 'abc', language: 'en', says: 'Needs two of: a capital letter, a digit' },
  { value: 'abc', language: 'nb', says: 'Trenger to av: en stor bokstav, et siffer' },
  { value: 'abc1', language: 'en', says: { a: 'abc1' } },
  { value: 'AB1', language: 'nb', says: { a: 'AB1' } },
];

for (const { value, language, says } of predicateCases) {
  test(`of three predicates two must hold: "${value}" in ${language}`, async (t) => {
    const tenant = await tenantOf(t, {
      claims: strong,
      buildingBlocks: predicates + localized(strings(errorText('x', 'y')), norwegianHelp),
      technicalProfiles: profile('Page', 'selfAsserted', { metadata: page, outputClaims: ['a'] }),
      steps: exchange(1, 'Page') + sendClaims(2),
    });
    const journey = new HeadlessJourney(await startTest(tenant, { languages: [language] }));
    assert.deepEqual(
      formOf(journey).fields.map(({ rules }) => rules[0]),
      [language === 'nb' ? 'Trenger to av' : 'Needs two of'],
    );
    await journey.submit({ a: value });
    assert.deepEqual(outcomeOf(journey), says);
  });
}

const collection = (...values: string[]) =>
  `<LocalizedCollections><LocalizedCollection ElementType="ClaimType" ElementId="a" TargetCollection="Restriction">${values.map((value) => `<Item Text="${value}!" Value="${value}" />`).join('')}</LocalizedCollection></LocalizedCollections>`;

interface CollectionCase {
  readonly name: string;
  readonly own: string;
  readonly language: string;
  readonly offers: readonly string[] | undefined;
}

const collectionCases: readonly CollectionCase[] = [
  { name: 'the localized list wins', own: options('own'), language: 'nb', offers: ['norsk'] },
  {
    name: "the claim's own stands in for a language without a list",
    own: options('own'),
    language: 'en',
    offers: ['own'],
  },
  {
    name: 'a language without a list has none where the claim has none of its own',
    own: '',
    language: 'en',
    offers: undefined,
  },
];

for (const { name, own, language, offers } of collectionCases) {
  test(`options: ${name}`, async (t) => {
    const tenant = await tenantOf(t, {
      claims: { a: field('a', own, 'string', 'DropdownSingleSelect') },
      buildingBlocks: localized(strings(errorText('x', 'y')), collection('norsk')),
      technicalProfiles: profile('Page', 'selfAsserted', { metadata: page, outputClaims: ['a'] }),
      steps: exchange(1, 'Page') + sendClaims(2),
    });
    const journey = new HeadlessJourney(await startTest(tenant, { languages: [language] }));
    const look = ({ options: offered }: Field) => offered?.map(({ value }) => value);
    assert.deepEqual(formOf(journey).fields.map(look), [offers]);
  });
}
