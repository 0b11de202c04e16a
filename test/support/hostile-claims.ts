import {
  claimsSchema,
  claimType,
  fill,
  type HostileFiles,
  onePolicy,
  profileOf,
  restfulProfile,
} from './hostile-text.ts';

const url = 'https://api.contoso.com/api/x';

/** Very much of one thing in BuildingBlocks and technical profiles, most of it without fault. */
export const hostileClaims: readonly HostileFiles[] = [
  {
    name: 'claim types that nobody uses',
    rule: 'claim-unused',
    files: () => onePolicy({ buildingBlocks: claimsSchema((i) => claimType(`c${i}`)) }),
  },
  {
    name: 'one attribute as large as the file',
    rule: 'ref-unknown-claim-type',
    files: () => ofProfile(`<InputClaim ClaimTypeReferenceId="${fill(() => 'x')}" />`),
  },
  {
    name: 'a default value full of claim resolvers',
    rule: 'resolver-unknown',
    files: () =>
      ofProfile(
        `<InputClaim ClaimTypeReferenceId="c" DefaultValue="${fill((i) => `{OIDC:X${i}}`)}" />`,
      ),
  },
  {
    name: 'a service address full of claims',
    rule: 'rest-insecure-auth',
    files: () =>
      onePolicy({
        technicalProfiles: restfulProfile('R', `${url}/${fill((i) => `{c${i}}/`)}`),
      }),
  },
  {
    name: 'an expression as large as the file',
    rule: 'regex-unanchored',
    files: () => ofPattern(fill((i) => `(?:a${i}|[b-d]+)`)),
  },
  {
    name: 'an expression of nested groups',
    rule: 'regex-invalid',
    files: () => ofPattern(fill(() => '(')),
  },
  {
    name: 'an expression with a choice of very many',
    rule: 'regex-unanchored',
    files: () => ofPattern(`(${fill((i) => `a${i}|`)}b)+`),
  },
  {
    name: 'enumerations of one claim',
    rule: 'claim-unused',
    files: () => ofRestriction(fill((i) => `<Enumeration Text="t" Value="${i % 9_000}" />`)),
  },
  {
    name: 'defaults of a claim with very many options',
    rule: 'default-not-in-enumeration',
    files: () =>
      onePolicy({
        buildingBlocks: `<ClaimsSchema><ClaimType Id="c"><DataType>string</DataType><UserInputType>DropdownSingleSelect</UserInputType><Restriction>${fill((i) => `<Enumeration Text="t" Value="${i}" />`, 0.5)}</Restriction></ClaimType></ClaimsSchema>`,
        technicalProfiles: profileOf(
          'SelfAssertedAttributeProvider',
          'S',
          `<InputClaims>${fill((i) => `<InputClaim ClaimTypeReferenceId="c" DefaultValue="x${i}" />`, 0.5)}</InputClaims>`,
        ),
      }),
  },
  {
    name: 'predicates with references to all of them',
    rule: 'ref-unknown-predicate',
    files: () => onePolicy({ buildingBlocks: predicates() }),
  },
  {
    name: 'a character set of very many ranges',
    rule: 'predicate-params',
    files: () =>
      onePolicy({
        buildingBlocks: `<Predicates><Predicate Id="p" Method="IncludesCharacters"><Parameters><Parameter Id="CharacterSet">${fill(() => 'a-z')}</Parameter><Parameter Id="Other">a</Parameter></Parameters></Predicate></Predicates>`,
      }),
  },
  {
    name: 'transformations that read what the one before wrote',
    rule: 'ct-unused',
    files: () =>
      onePolicy({
        buildingBlocks: `${claimsSchema((i) => claimType(`c${i}`), 0.3)}<ClaimsTransformations>${fill(copying, 0.7)}</ClaimsTransformations>`,
      }),
  },
  {
    name: 'a template of JSON with very many claims',
    rule: 'ct-signature-unconfirmed',
    files: () =>
      onePolicy({
        buildingBlocks: `<ClaimsTransformations><ClaimsTransformation Id="t" TransformationMethod="GenerateJson"><InputClaims>${fill((i) => `<InputClaim ClaimTypeReferenceId="c" TransformationClaimType="a.${i}.b" />`)}</InputClaims></ClaimsTransformation></ClaimsTransformations>`,
      }),
  },
  {
    name: 'nested names as deep as the file is large',
    rule: 'rest-nested-claim',
    files: () => {
      const output = `<OutputClaim ClaimTypeReferenceId="c" PartnerClaimType="${fill(() => 'a.')}b" />`;
      const claims = `<OutputClaims>${output}</OutputClaims>`;
      return onePolicy({
        buildingBlocks: `<ClaimsSchema>${claimType('c')}</ClaimsSchema>`,
        technicalProfiles: restfulProfile('R', url, claims),
      });
    },
  },
  {
    name: 'entities in one text',
    rule: 'tp-unused',
    files: () =>
      onePolicy({
        technicalProfiles: `<TechnicalProfile Id="R"><DisplayName>${fill(() => '&amp;')}</DisplayName><Protocol Name="None" /></TechnicalProfile>`,
      }),
  },
];

function ofProfile(inputClaims: string) {
  return onePolicy({
    buildingBlocks: `<ClaimsSchema>${claimType('c')}</ClaimsSchema>`,
    technicalProfiles: profileOf(
      'SelfAssertedAttributeProvider',
      'S',
      `<InputClaims>${inputClaims}</InputClaims>`,
    ),
  });
}

function ofPattern(expression: string) {
  return ofRestriction(`<Pattern RegularExpression="${expression}" HelpText="a" />`);
}

function ofRestriction(content: string) {
  return onePolicy({
    buildingBlocks: `<ClaimsSchema><ClaimType Id="c"><DataType>string</DataType><UserInputType>DropdownSingleSelect</UserInputType><Restriction>${content}</Restriction></ClaimType></ClaimsSchema>`,
  });
}

function predicates(): string {
  const parameter = '<Parameters><Parameter Id="RegularExpression">a</Parameter></Parameters>';
  const declared = fill(
    (i) => `<Predicate Id="p${i}" Method="MatchesRegex">${parameter}</Predicate>`,
    0.5,
  );
  const references = fill((i) => `<PredicateReference Id="p${i}" />`, 0.5);
  return `<Predicates>${declared}</Predicates><PredicateValidations><PredicateValidation Id="v"><PredicateGroups><PredicateGroup Id="g"><PredicateReferences>${references}</PredicateReferences></PredicateGroup></PredicateGroups></PredicateValidation></PredicateValidations>`;
}

function copying(index: number): string {
  const input = `<InputClaim ClaimTypeReferenceId="c${index}" TransformationClaimType="inputClaim" />`;
  const output = `<OutputClaim ClaimTypeReferenceId="c${index + 1}" TransformationClaimType="outputClaim" />`;
  return `<ClaimsTransformation Id="t${index}" TransformationMethod="CopyClaim"><InputClaims>${input}</InputClaims><OutputClaims>${output}</OutputClaims></ClaimsTransformation>`;
}
