import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { EffectivePolicy } from '../../compiler/model.ts';
import { resolvePolicy } from '../../compiler/resolve.ts';
import { type PolicyParts, policySetOf } from '../support/policy-text.ts';

type Parts = Omit<PolicyParts, 'id' | 'base'>;

/** What becomes of a base policy and one that overrides it. */
async function merge(t: TestContext, base: Parts, child: Parts): Promise<EffectivePolicy> {
  const set = await policySetOf(t, [
    { id: 'Base', ...base },
    { id: 'Child', base: 'Base', ...child },
  ]);
  return resolvePolicy(set, set.leaves.at(-1) ?? assert.fail()).policy;
}

/** A model's part without positions: what the words of the policy mean. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner) => (/position$/i.test(key) ? undefined : inner)) ?? 'null',
  );
}

/* Technical profiles: each row is one part of a profile "a" in both files, and what it becomes. */

const profiles: {
  name: string;
  base: string;
  child: string;
  part: (profile: NonNullable<ReturnType<EffectivePolicy['technicalProfiles']['get']>>) => unknown;
  becomes: unknown;
}[] = [
  {
    name: 'a protocol as a whole',
    base: '<Protocol Name="Proprietary" Handler="h" />',
    child: '<Protocol Name="OAuth2" />',
    part: ({ protocol }) => protocol,
    becomes: { name: 'OAuth2' },
  },
  {
    name: 'what the child does not say stays',
    base: '<DisplayName>b</DisplayName><Protocol Name="OAuth2" /><IncludeInSso>false</IncludeInSso><EnabledForUserJourneys>Always</EnabledForUserJourneys>',
    child: '<Description>c</Description>',
    part: ({ displayName, description, protocol, includeInSso, enabledForUserJourneys }) => [
      displayName,
      description,
      protocol,
      includeInSso,
      enabledForUserJourneys,
    ],
    becomes: ['b', 'c', { name: 'OAuth2' }, false, 'Always'],
  },
  {
    name: "metadata by key, the child's first",
    base: '<Metadata><Item Key="a">1</Item><Item Key="B">2</Item></Metadata>',
    child: '<Metadata><Item Key="c">3</Item><Item Key="b">4</Item></Metadata>',
    part: ({ metadata }) => metadata.map(({ key, value }) => `${key}=${value}`),
    becomes: ['c=3', 'b=4', 'a=1'],
  },
  {
    name: 'keys by id',
    base: '<CryptographicKeys><Key Id="a" StorageReferenceId="1" /><Key Id="b" StorageReferenceId="2" /></CryptographicKeys>',
    child: '<CryptographicKeys><Key Id="A" StorageReferenceId="3" /></CryptographicKeys>',
    part: ({ cryptographicKeys }) =>
      cryptographicKeys.map(({ storageReferenceId }) => storageReferenceId),
    becomes: ['3', '2'],
  },
  {
    name: "claims by claim id, the child's first, its attributes over the parent's",
    base: '<OutputClaims><OutputClaim ClaimTypeReferenceId="a" PartnerClaimType="pa" DefaultValue="1" AlwaysUseDefaultValue="true" /><OutputClaim ClaimTypeReferenceId="b" /></OutputClaims>',
    child:
      '<OutputClaims><OutputClaim ClaimTypeReferenceId="c" /><OutputClaim ClaimTypeReferenceId="A" DefaultValue="" AlwaysUseDefaultValue="false" /></OutputClaims>',
    part: ({ outputClaims }) => outputClaims,
    becomes: [
      { claimTypeReferenceId: 'c' },
      {
        claimTypeReferenceId: 'A',
        partnerClaimType: 'pa',
        defaultValue: '',
        alwaysUseDefaultValue: false,
      },
      { claimTypeReferenceId: 'b' },
    ],
  },
  {
    name: "a claim that one list names twice: the child's lines replace the parent's",
    base: '<PersistedClaims><PersistedClaim ClaimTypeReferenceId="a" PartnerClaimType="x" /><PersistedClaim ClaimTypeReferenceId="b" PartnerClaimType="y" /></PersistedClaims>',
    child:
      '<PersistedClaims><PersistedClaim ClaimTypeReferenceId="a" /><PersistedClaim ClaimTypeReferenceId="a" PartnerClaimType="z" /></PersistedClaims>',
    part: ({ persistedClaims }) => persistedClaims,
    becomes: [
      { claimTypeReferenceId: 'a' },
      { claimTypeReferenceId: 'a', partnerClaimType: 'z' },
      { claimTypeReferenceId: 'b', partnerClaimType: 'y' },
    ],
  },
  {
    name: 'display claims by claim or control',
    base: '<DisplayClaims><DisplayClaim ClaimTypeReferenceId="a" Required="true" /><DisplayClaim DisplayControlReferenceId="a" /></DisplayClaims>',
    child:
      '<DisplayClaims><DisplayClaim DisplayControlReferenceId="b" /><DisplayClaim ClaimTypeReferenceId="a" /></DisplayClaims>',
    part: ({ displayClaims }) => displayClaims,
    becomes: [
      { displayControlReferenceId: 'b' },
      { claimTypeReferenceId: 'a', required: true },
      { displayControlReferenceId: 'a' },
    ],
  },
  {
    name: 'transformations twice where both name them',
    base: '<InputClaimsTransformations><InputClaimsTransformation ReferenceId="a" /><InputClaimsTransformation ReferenceId="b" /></InputClaimsTransformations>',
    child:
      '<InputClaimsTransformations><InputClaimsTransformation ReferenceId="b" /></InputClaimsTransformations>',
    part: ({ inputClaimsTransformations }) =>
      inputClaimsTransformations.map(({ referenceId }) => referenceId),
    becomes: ['b', 'a', 'b'],
  },
  {
    name: "validation technical profiles twice, the child's first",
    base: '<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="a" ContinueOnError="true" /></ValidationTechnicalProfiles>',
    child:
      '<ValidationTechnicalProfiles><ValidationTechnicalProfile ReferenceId="b" /><ValidationTechnicalProfile ReferenceId="A" /></ValidationTechnicalProfiles>',
    part: ({ validationTechnicalProfiles }) =>
      validationTechnicalProfiles.map(
        ({ referenceId, continueOnError }) => `${referenceId} ${continueOnError}`,
      ),
    becomes: ['b false', 'A false', 'a true'],
  },
  {
    name: 'error handlers as a list',
    base: '<ErrorHandlers><ErrorHandler><ResponseMatch>a</ResponseMatch><Action>Reauthenticate</Action></ErrorHandler></ErrorHandlers>',
    child: '<DisplayName>b</DisplayName>',
    part: ({ errorHandlers }) => errorHandlers,
    becomes: [{ responseMatch: 'a', action: 'Reauthenticate' }],
  },
];
for (const { name, base, child, part, becomes } of profiles) {
  test(`technical profiles merge ${name}`, async (t) => {
    const policy = await merge(
      t,
      { technicalProfiles: `<TechnicalProfile Id="a">${base}</TechnicalProfile>` },
      { technicalProfiles: `<TechnicalProfile Id="A">${child}</TechnicalProfile>` },
    );
    assert.deepEqual(plain(part(policy.technicalProfiles.get('a') ?? assert.fail())), becomes);
  });
}

test('a provider has no identity: its domain goes with the profile, its name is the nearer one', async (t) => {
  const provider = (head: string, inner: string) =>
    `</TechnicalProfiles></ClaimsProvider><ClaimsProvider>${head}<TechnicalProfiles>${inner}`;
  const policy = await merge(
    t,
    {
      technicalProfiles: provider(
        '<Domain>d</Domain><DisplayName>One</DisplayName>',
        '<TechnicalProfile Id="a" />',
      ),
    },
    {
      technicalProfiles: provider(
        '<DisplayName>Two</DisplayName>',
        '<TechnicalProfile Id="a" /><TechnicalProfile Id="b" />',
      ),
    },
  );
  const providers = policy.technicalProfiles.values().map(({ claimsProvider }) => claimsProvider);
  assert.deepEqual(plain(providers), [{ domain: 'd', displayName: 'Two' }, { displayName: 'Two' }]);
});

/* Building blocks: each row is what both files declare, and what it becomes. */

const claimType = (inner: string) =>
  `<ClaimsSchema><ClaimType Id="a">${inner}</ClaimType></ClaimsSchema>`;
const enumerations = (behavior: string, ...values: string[]) =>
  claimType(
    `<Restriction${behavior}>${values.map((value) => `<Enumeration Text="${value}" Value="${value}" />`).join('')}</Restriction>`,
  );
const valuesOf = ({ claimTypes }: EffectivePolicy) =>
  claimTypes.get('a')?.restriction?.enumerations.map(({ value }) => value);
const references = (behavior: string, language: string) =>
  `<ContentDefinitions><ContentDefinition Id="a"><LocalizedResourcesReferences${behavior}><LocalizedResourcesReference Language="${language}" LocalizedResourcesReferenceId="${language}" /></LocalizedResourcesReferences></ContentDefinition></ContentDefinitions>`;
const languagesOf = ({ contentDefinitions }: EffectivePolicy) =>
  contentDefinitions
    .get('a')
    ?.localizedResourcesReferences?.references.map(({ language }) => language);
const localization = (attributes: string, languages: string, strings: string) =>
  `<Localization${attributes}><SupportedLanguages ${languages}</SupportedLanguages><LocalizedResources Id="r"><LocalizedStrings>${strings}</LocalizedStrings></LocalizedResources></Localization>`;

const blocks: {
  name: string;
  base: string;
  child: string;
  part: (policy: EffectivePolicy) => unknown;
  becomes: unknown;
}[] = [
  {
    name: 'a claim type child element by child element',
    base: claimType(
      '<DisplayName>b</DisplayName><DataType>string</DataType><DefaultPartnerClaimTypes><Protocol Name="OAuth2" PartnerClaimType="b2" /><Protocol Name="SAML2" PartnerClaimType="b3" /></DefaultPartnerClaimTypes><UserInputType>TextBox</UserInputType>',
    ),
    child: claimType(
      '<DisplayName>c</DisplayName><DefaultPartnerClaimTypes><Protocol Name="SAML2" PartnerClaimType="c3" /></DefaultPartnerClaimTypes><UserHelpText>help</UserHelpText>',
    ),
    part: ({ claimTypes }) => claimTypes.get('a'),
    becomes: {
      id: 'a',
      displayName: 'c',
      dataType: 'string',
      defaultPartnerClaimTypes: [
        { name: 'SAML2', partnerClaimType: 'c3' },
        { name: 'OAuth2', partnerClaimType: 'b2' },
      ],
      userHelpText: 'help',
      userInputType: 'TextBox',
    },
  },
  {
    name: 'enumerations: ReplaceAll without a word',
    base: enumerations('', 'b'),
    child: enumerations('', 'c'),
    part: valuesOf,
    becomes: ['c'],
  },
  {
    name: 'enumerations: Append',
    base: enumerations('', 'b'),
    child: enumerations(' MergeBehavior="Append"', 'c'),
    part: valuesOf,
    becomes: ['b', 'c'],
  },
  {
    name: 'enumerations: Prepend',
    base: enumerations('', 'b'),
    child: enumerations(' MergeBehavior="Prepend"', 'c'),
    part: valuesOf,
    becomes: ['c', 'b'],
  },
  {
    name: 'enumerations: inherited',
    base: enumerations('', 'b'),
    child: claimType('<DisplayName>c</DisplayName>'),
    part: valuesOf,
    becomes: ['b'],
  },
  {
    name: 'a claims transformation as a whole',
    base: '<ClaimsTransformations><ClaimsTransformation Id="a" TransformationMethod="M"><InputParameters><InputParameter Id="p" DataType="string" Value="v" /></InputParameters></ClaimsTransformation></ClaimsTransformations>',
    child:
      '<ClaimsTransformations><ClaimsTransformation Id="a" TransformationMethod="N" /></ClaimsTransformations>',
    part: ({ claimsTransformations }) => claimsTransformations.get('a'),
    becomes: {
      id: 'a',
      transformationMethod: 'N',
      inputClaims: [],
      inputParameters: [],
      outputClaims: [],
    },
  },
  {
    name: 'predicates and their validations as a whole',
    base: '<Predicates><Predicate Id="a" Method="MatchesRegex" HelpText="b" /></Predicates><PredicateValidations><PredicateValidation Id="v"><PredicateGroups><PredicateGroup Id="b" /></PredicateGroups></PredicateValidation></PredicateValidations>',
    child:
      '<Predicates><Predicate Id="a" Method="IsDateRange" /></Predicates><PredicateValidations><PredicateValidation Id="v" /></PredicateValidations>',
    part: ({ predicates, predicateValidations }) => [
      predicates.get('a')?.method,
      predicates.get('a')?.helpText ?? null,
      predicateValidations.get('v')?.predicateGroups,
    ],
    becomes: ['IsDateRange', null, []],
  },
  {
    name: 'a content definition child element by child element, its metadata by key',
    base: '<ContentDefinitions><ContentDefinition Id="a"><LoadUri>~/b</LoadUri><DataUri>urn:x:b</DataUri><Metadata><Item Key="k">b</Item><Item Key="l">b</Item></Metadata></ContentDefinition></ContentDefinitions>',
    child:
      '<ContentDefinitions><ContentDefinition Id="a"><LoadUri>~/c</LoadUri><Metadata><Item Key="k">c</Item></Metadata></ContentDefinition></ContentDefinitions>',
    part: ({ contentDefinitions }) => contentDefinitions.get('a'),
    becomes: {
      id: 'a',
      loadUri: '~/c',
      dataUri: 'urn:x:b',
      metadata: [
        { key: 'k', value: 'c' },
        { key: 'l', value: 'b' },
      ],
    },
  },
  {
    name: 'references to resources: Prepend',
    base: references('', 'en'),
    child: references(' MergeBehavior="Prepend"', 'fr'),
    part: languagesOf,
    becomes: ['fr', 'en'],
  },
  {
    name: 'references to resources: ReplaceAll without a word',
    base: references('', 'en'),
    child: references('', 'fr'),
    part: languagesOf,
    becomes: ['fr'],
  },
  {
    name: 'localization by what a string names',
    base: localization(
      ' Enabled="true"',
      'DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage><SupportedLanguage>fr</SupportedLanguage>',
      '<LocalizedString ElementType="e" StringId="1">b1</LocalizedString><LocalizedString ElementType="e" StringId="2">b2</LocalizedString>',
    ),
    child: localization(
      '',
      'MergeBehavior="Append"><SupportedLanguage>fr</SupportedLanguage><SupportedLanguage>de</SupportedLanguage>',
      '<LocalizedString ElementType="e" StringId="2">c2</LocalizedString><LocalizedString ElementType="e" ElementId="x" StringId="2">c3</LocalizedString>',
    ),
    part: ({ localization: merged }) => [
      merged?.enabled,
      merged?.supportedLanguages?.defaultLanguage,
      merged?.supportedLanguages?.languages,
      merged?.localizedResources.flatMap(({ localizedStrings }) =>
        localizedStrings.map(({ text }) => text),
      ),
    ],
    becomes: [true, 'en', ['en', 'fr', 'de'], ['b1', 'c2', 'c3']],
  },
];
for (const { name, base, child, part, becomes } of blocks) {
  test(`building blocks merge ${name}`, async (t) => {
    const policy = await merge(t, { buildingBlocks: base }, { buildingBlocks: child });
    assert.deepEqual(plain(part(policy)), becomes);
  });
}

/* Journeys. */

const journey = (...steps: string[]) =>
  `<UserJourney Id="j"><OrchestrationSteps>${steps.join('')}</OrchestrationSteps></UserJourney>`;
const precondition = (claim: string) =>
  `<Preconditions><Precondition Type="ClaimsExist" ExecuteActionsIf="true"><Value>${claim}</Value><Action>SkipThisOrchestrationStep</Action></Precondition></Preconditions>`;
const exchanges = (...pairs: [string, string][]) =>
  `<ClaimsExchanges>${pairs.map(([id, profile]) => `<ClaimsExchange Id="${id}" TechnicalProfileReferenceId="${profile}" />`).join('')}</ClaimsExchanges>`;
const step = (order: number, inner = '', attributes = 'Type="ClaimsExchange"') =>
  `<OrchestrationStep Order="${order}" ${attributes}>${inner}</OrchestrationStep>`;

test('journeys merge by Order: a step is added, another completed', async (t) => {
  const selections = (...ids: string[]) =>
    `<ClaimsProviderSelections>${ids.map((id) => `<ClaimsProviderSelection TargetClaimsExchangeId="${id}" />`).join('')}</ClaimsProviderSelections>`;
  const policy = await merge(
    t,
    {
      userJourneys: journey(
        step(
          1,
          precondition('b') + selections('x', 'y') + exchanges(['x', 'bx'], ['y', 'by']),
          'Type="ClaimsProviderSelection" ContentDefinitionReferenceId="page"',
        ),
        step(
          3,
          '<JourneyList><Candidate SubJourneyReferenceId="s" /></JourneyList>',
          'Type="InvokeSubJourney"',
        ),
      ),
    },
    {
      userJourneys: journey(
        step(3, precondition('c'), 'Type="InvokeSubJourney"'),
        step(2),
        step(
          1,
          precondition('c') + selections('y', 'z') + exchanges(['Y', 'cy'], ['z', 'cz']),
          'Type="CombinedSignInAndSignUp"',
        ),
      ),
    },
  );
  const steps = policy.userJourneys.get('J')?.orchestrationSteps ?? [];
  const words = steps.map((each) => [
    `${each.order} ${each.type} ${each.contentDefinitionReferenceId ?? ''}`,
    ...each.preconditions.flatMap(({ values }) => values),
    ...each.claimsProviderSelections.map(
      ({ targetClaimsExchangeId }) => `→${targetClaimsExchangeId}`,
    ),
    ...each.claimsExchanges.map(
      ({ id, technicalProfileReferenceId }) => `${id}=${technicalProfileReferenceId}`,
    ),
    ...each.journeyList.map(({ subJourneyReferenceId }) => `(${subJourneyReferenceId})`),
  ]);
  assert.deepEqual(words, [
    ['1 CombinedSignInAndSignUp page', 'b', 'c', '→x', '→y', '→z', 'x=bx', 'Y=cy', 'z=cz'],
    ['2 ClaimsExchange '],
    ['3 InvokeSubJourney ', 'c', '(s)'],
  ]);
});

test('steps run in their order, however a file lists them', async (t) => {
  const policy = await merge(t, {}, { userJourneys: journey(step(2), step(10), step(1)) });
  const steps = policy.userJourneys.get('j')?.orchestrationSteps;
  assert.deepEqual(
    steps?.map(({ order }) => order),
    [1, 2, 10],
  );
});

test('sub journeys merge as journeys do', async (t) => {
  const sub = (inner: string) =>
    `<SubJourney Id="s" Type="Call"><OrchestrationSteps>${inner}</OrchestrationSteps></SubJourney>`;
  const policy = await merge(t, { subJourneys: sub(step(1)) }, { subJourneys: sub(step(2)) });
  assert.deepEqual(
    policy.subJourneys.get('S')?.orchestrationSteps.map(({ order }) => order),
    [1, 2],
  );
});

test('a relying party is inherited, and the child says what changes', async (t) => {
  const profile = (inner: string) =>
    `<TechnicalProfile Id="PolicyProfile">${inner}</TechnicalProfile>`;
  const policy = await merge(
    t,
    {
      relyingParty: `<DefaultUserJourney ReferenceId="b" /><Endpoints><Endpoint Id="Token" UserJourneyReferenceId="b" /></Endpoints><UserJourneyBehaviors><SessionExpiryInSeconds>900</SessionExpiryInSeconds><ScriptExecution>Allow</ScriptExecution></UserJourneyBehaviors>${profile('<Protocol Name="OpenIdConnect" /><OutputClaims><OutputClaim ClaimTypeReferenceId="x" /></OutputClaims>')}`,
    },
    {
      relyingParty: `<DefaultUserJourney ReferenceId="c" /><UserJourneyBehaviors><SessionExpiryInSeconds>1800</SessionExpiryInSeconds></UserJourneyBehaviors>${profile('<OutputClaims><OutputClaim ClaimTypeReferenceId="y" /></OutputClaims>')}`,
    },
  );
  const { relyingParty } = policy;
  assert.equal(relyingParty?.defaultUserJourney?.referenceId, 'c');
  assert.equal(relyingParty.endpoints[0]?.userJourneyReferenceId, 'b');
  assert.equal(relyingParty.userJourneyBehaviors?.sessionExpiryInSeconds, 1800);
  assert.equal(relyingParty.userJourneyBehaviors.scriptExecution, 'Allow');
  assert.equal(relyingParty.technicalProfiles[0]?.protocol?.name, 'OpenIdConnect');
  assert.deepEqual(
    relyingParty.technicalProfiles[0].outputClaims.map((claim) => claim.claimTypeReferenceId),
    ['y', 'x'],
  );
});

test('of ids twice in one file the first counts', async (t) => {
  const policy = await merge(
    t,
    {},
    {
      technicalProfiles:
        '<TechnicalProfile Id="a"><DisplayName>1</DisplayName></TechnicalProfile><TechnicalProfile Id="A"><DisplayName>2</DisplayName></TechnicalProfile>',
    },
  );
  assert.equal(policy.technicalProfiles.get('a')?.displayName, '1');
});
