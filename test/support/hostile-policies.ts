import {
  claimsSchema,
  claimType,
  fill,
  type HostileFiles,
  journeyOf,
  onePolicy,
  profileOf,
  restfulProfile,
  stepThatCalls,
} from './hostile-text.ts';
import { policyText } from './policy-text.ts';

const url = 'https://api.contoso.com/api/x';

/** Policies that are well formed, and cost most where they are linted or generated from. */
export const hostilePolicies: readonly HostileFiles[] = [
  {
    name: 'expressions that backtrack',
    rule: 'regex-redos',
    files: () => onePolicy({ buildingBlocks: claimsSchema(backtracking) }),
  },
  {
    name: 'methods that nobody knows',
    rule: 'ct-unknown-method',
    files: () =>
      onePolicy({
        buildingBlocks: `<ClaimsTransformations>${fill((i) => `<ClaimsTransformation Id="t${i}" TransformationMethod="CopyClam${i}" />`)}</ClaimsTransformations>`,
      }),
  },
  {
    name: 'metadata keys that nobody knows',
    rule: 'tp-unknown-metadata-key',
    files: () => {
      const metadata = `<Metadata>${fill((i) => `<Item Key="ServiceUri${i}">a</Item>`)}</Metadata>`;
      return onePolicy({ technicalProfiles: profileOf('RestfulProvider', 'R', metadata) });
    },
  },
  {
    name: 'technical profiles of a provider that nobody knows',
    rule: 'tp-handler-unknown',
    files: () =>
      onePolicy({ technicalProfiles: fill((i) => profileOf(`RestProvider${i}`, `R${i}`, '')) }),
  },
  {
    name: 'a selection that offers what is not there',
    rule: 'journey-selection-target',
    files: () => onePolicy({ userJourneys: journeyOf(selection()) }),
  },
  {
    name: 'steps that all call what reads and sets very many claims',
    rule: 'journey-no-send-claims',
    files: () => {
      const outputs = fill((i) => `<OutputClaim ClaimTypeReferenceId="c${i}" />`, 0.2);
      return onePolicy({
        buildingBlocks: claimsSchema((i) => claimType(`c${i}`), 0.4),
        technicalProfiles: profileOf(
          'SelfAssertedAttributeProvider',
          'S',
          `<OutputClaims>${outputs}</OutputClaims>`,
        ),
        userJourneys: journeyOf(fill((i) => stepThatCalls(i, 'S'), 0.4)),
      });
    },
  },
  {
    name: 'texts for what no page shows',
    rule: 'loc-unknown-target',
    files: () => onePolicy({ buildingBlocks: localization() }),
  },
  {
    name: 'RESTful technical profiles at one address',
    rule: 'route-same-url',
    files: () => onePolicy({ technicalProfiles: fill((i) => restfulProfile(`R${i}`, url)) }),
  },
  {
    name: 'claims in a body, and none of them declared',
    rule: 'ref-unknown-claim-type',
    files: () =>
      onePolicy({
        buildingBlocks: claimsSchema((i) => claimType(`q${i}`), 0.5),
        technicalProfiles: restfulProfile(
          'R',
          url,
          sent(() => ''),
        ),
      }),
  },
  {
    name: 'relying parties that agree on no claim',
    rule: 'relying-parties-disagree',
    files: () => ({ 'one/A.xml': disagreeing('A'), 'two/B.xml': disagreeing('B') }),
  },
];

function backtracking(index: number): string {
  const pattern = `<Pattern RegularExpression="^(a+${index}|b*)+$" HelpText="a" />`;
  return `<ClaimType Id="c${index}"><DataType>string</DataType><Restriction>${pattern}</Restriction></ClaimType>`;
}

function selection(): string {
  const selections = fill((i) => `<ClaimsProviderSelection TargetClaimsExchangeId="E${i}" />`, 0.5);
  const exchanges = fill(
    (i) => `<ClaimsExchange Id="F${i}" TechnicalProfileReferenceId="S" />`,
    0.4,
  );
  return [
    '<OrchestrationStep Order="1" Type="ClaimsProviderSelection" ContentDefinitionReferenceId="c">',
    `<ClaimsProviderSelections>${selections}</ClaimsProviderSelections></OrchestrationStep>`,
    '<OrchestrationStep Order="2" Type="ClaimsExchange">',
    `<ClaimsExchanges>${exchanges}</ClaimsExchanges></OrchestrationStep>`,
  ].join('');
}

function localization(): string {
  const strings = fill(
    (i) =>
      `<LocalizedString ElementType="ClaimType" ElementId="x${i}" StringId="DisplayNam${i}">a</LocalizedString>`,
  );
  return `<Localization Enabled="true"><SupportedLanguages DefaultLanguage="en"><SupportedLanguage>en</SupportedLanguage></SupportedLanguages><LocalizedResources Id="r"><LocalizedStrings>${strings}</LocalizedStrings></LocalizedResources></Localization>`;
}

function sent(partner: (index: number) => string): string {
  const claims = fill((i) => `<InputClaim ClaimTypeReferenceId="c${i}"${partner(i)} />`, 0.5);
  return `<InputClaims>${claims}</InputClaims>`;
}

/** The policies of two that have nothing in common but the name of a technical profile. */
function disagreeing(id: string): string {
  const claims = sent((i) => ` PartnerClaimType="${id}${i}"`);
  return policyText({
    id,
    buildingBlocks: claimsSchema((i) => claimType(`c${i}`), 0.5),
    technicalProfiles: restfulProfile('R', url, claims),
    relyingParty: '<DefaultUserJourney ReferenceId="J" />',
  });
}
