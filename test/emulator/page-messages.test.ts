import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineSettings } from '../../emulator/engine-settings.ts';
import { HeadlessJourney } from '../../emulator/headless-journey.ts';
import { field, openPage, outcomeOf, type PageParts, profile } from '../support/emulated-page.ts';
import { exchange, sendClaims, startTest, tenantOf } from '../support/emulated-tenant.ts';
import { errorText, localized, localizedPage as page, strings } from '../support/localized-page.ts';

const claims = { a: field('a'), isNew: 'boolean', b: field('b') };

const assertTransformation =
  '<ClaimsTransformation Id="AssertNew" TransformationMethod="AssertBooleanClaimIsEqualToValue"><InputClaims><InputClaim ClaimTypeReferenceId="isNew" TransformationClaimType="inputClaim" /></InputClaims><InputParameters><InputParameter Id="valueToCompareTo" DataType="boolean" Value="true" /></InputParameters></ClaimsTransformation>';
const asserting = profile('Assert', 'claimsTransformation', {
  outputClaims: ['isNew DefaultValue="false"'],
}).replace(
  '</TechnicalProfile>',
  '<OutputClaimsTransformations><OutputClaimsTransformation ReferenceId="AssertNew" /></OutputClaimsTransformations></TechnicalProfile>',
);
const key = 'UserMessageIfClaimsTransformationBooleanValueIsNotEqual';

interface MessageCase {
  readonly name: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly english?: string;
  readonly norwegian?: string;
  readonly says: string;
}

const messageCases: readonly MessageCase[] = [
  { name: 'are those of the provider', says: 'Unable to validate the information provided.' },
  {
    name: 'are localized',
    english: strings(errorText(key, 'English.')),
    norwegian: strings(errorText(key, 'Norsk.')),
    says: 'Norsk.',
  },
  {
    name: 'are those of the default language where the language has none',
    english: strings(errorText(key, 'English.')),
    says: 'English.',
  },
  {
    name: 'are those of the metadata before all others',
    metadata: { [key]: 'Metadata.' },
    english: strings(errorText(key, 'English.')),
    says: 'Metadata.',
  },
];

for (const { name, metadata, english = strings(errorText('x', 'y')), ...row } of messageCases) {
  test(`messages of a refused submission ${name}`, async (t) => {
    const tenant = await tenantOf(t, {
      claims,
      transformations: assertTransformation,
      buildingBlocks: localized(english, row.norwegian),
      technicalProfiles:
        asserting +
        profile('Page', 'selfAsserted', {
          metadata: { ...page, ...metadata },
          outputClaims: ['a'],
          validations: ['Assert'],
        }),
      steps: exchange(1, 'Page') + sendClaims(2),
    });
    const journey = new HeadlessJourney(await startTest(tenant, { languages: ['nb-NO'] }));
    await journey.submit({ a: '1' });
    assert.equal(outcomeOf(journey), row.says);
  });
}

test('messages of a combined page are those of its step', async (t) => {
  const tenant = await tenantOf(t, {
    claims,
    transformations: assertTransformation,
    buildingBlocks: localized(strings(errorText(key, 'Of the step.'))),
    technicalProfiles:
      asserting +
      profile('Page', 'selfAsserted', { outputClaims: ['a', 'b'], validations: ['Assert'] }),
    steps: `<OrchestrationStep Order="1" Type="CombinedSignInAndSignUp" ContentDefinitionReferenceId="api.page"><ClaimsProviderSelections><ClaimsProviderSelection ValidationClaimsExchangeId="S" /></ClaimsProviderSelections><ClaimsExchanges><ClaimsExchange Id="S" TechnicalProfileReferenceId="Page" /></ClaimsExchanges></OrchestrationStep>${sendClaims(2)}`,
  });
  const journey = new HeadlessJourney(await startTest(tenant));
  await journey.submit({ a: '1' });
  assert.equal(outcomeOf(journey), 'Of the step.');
});

test('a message names its claim in the place of {0}', async (t) => {
  const label =
    '<LocalizedString ElementType="ClaimType" ElementId="a" StringId="DisplayName">The A</LocalizedString>';
  const tenant = await tenantOf(t, {
    claims,
    buildingBlocks: localized(
      strings(errorText('UserMessageIfMissingRequiredElement', 'Missing: {0}'), label),
    ),
    technicalProfiles: profile('Page', 'selfAsserted', {
      metadata: page,
      outputClaims: ['a Required="true"'],
    }),
    steps: exchange(1, 'Page') + sendClaims(2),
  });
  const journey = new HeadlessJourney(await startTest(tenant));
  await journey.submit({});
  assert.equal(outcomeOf(journey), 'Missing: The A');
});

interface RetryCase {
  readonly name: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly engine?: Partial<EngineSettings>;
  /** What is submitted; an empty field is refused by the page, any other by a technical profile. */
  readonly submits: readonly string[];
  readonly ends: boolean;
}

const retryCases: readonly RetryCase[] = [
  {
    name: 'the limit itself',
    metadata: { 'setting.retryLimit': '2' },
    submits: ['x', 'x'],
    ends: false,
  },
  {
    name: 'one more',
    metadata: { 'setting.retryLimit': '2' },
    submits: ['x', 'x', 'x'],
    ends: true,
  },
  {
    name: 'refused fields count',
    metadata: { 'setting.retryLimit': '2' },
    submits: ['', 'x', ''],
    ends: true,
  },
  {
    name: 'refused fields do not count where only validations do',
    metadata: { 'setting.retryLimit': '2' },
    engine: { retryLimitCounts: 'validation' },
    submits: ['', '', '', 'x', 'x'],
    ends: false,
  },
  { name: 'the default', metadata: {}, engine: { retryLimit: 1 }, submits: ['x', 'x'], ends: true },
];

for (const { name, metadata, engine = {}, submits, ends } of retryCases) {
  test(`setting.retryLimit: ${name}`, async (t) => {
    const parts: PageParts = {
      claims,
      transformations: assertTransformation,
      technicalProfiles: asserting,
      page: { metadata, outputClaims: ['a Required="true"'], validations: ['Assert'] },
      options: { engine },
    };
    const journey = await openPage(t, parts);
    for (const a of submits) await journey.submit({ a });
    const { error } = journey;
    assert.equal(error?.code, ends ? 'AADB2C90157' : undefined);
  });
}

test('metadata language.… is a text of the page where no localized one is', async (t) => {
  const metadata = { 'language.button_continue': 'Go', 'language.heading': 'Mine' };
  const tenant = await tenantOf(t, {
    claims,
    buildingBlocks: localized(
      strings(
        '<LocalizedString ElementType="UxElement" StringId="heading">Theirs</LocalizedString>',
      ),
    ),
    technicalProfiles: profile('Page', 'selfAsserted', {
      metadata: { ...page, ...metadata },
      outputClaims: ['a'],
    }),
    steps: exchange(1, 'Page') + sendClaims(2),
  });
  const journey = new HeadlessJourney(await startTest(tenant));
  assert.deepEqual(journey.page.texts, { button_continue: 'Go', heading: 'Theirs' });
});
