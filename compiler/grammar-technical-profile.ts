import type { ElementRule } from './grammar.ts';
import {
  enabledForUserJourneys,
  errorActions,
  protocolNames,
  tokenFormats,
} from './grammar-words.ts';

/** Claims providers and their technical profiles. @see facts policy-language 1.5 */
export const technicalProfileGrammar = {
  ClaimsProviders: {
    children: 'ClaimsProvider+',
    keys: ['ClaimsProvider/TechnicalProfiles/TechnicalProfile/@Id'],
  },
  ClaimsProvider: { children: 'Domains? Domain=Text? DisplayName? TechnicalProfiles' },
  Domains: { children: 'Domain=Text+' },
  TechnicalProfiles: { children: 'TechnicalProfile*' },
  TechnicalProfile: {
    attributes: { 'Id!': 'text' },
    children: `Domains? Domain=Text? DisplayName? Description=Text? Protocol?
      InputTokenFormat=TokenFormat? OutputTokenFormat=TokenFormat?
      AssuranceLevelOfOutputClaims=Text? RequiredAssuranceLevelsOfInputClaims?
      SubjectAuthenticationRequirements? Metadata? CryptographicKeys? Suppressions?
      PreferredBinding=Text? IncludeInSso=Boolean? InputTokenSources? InputClaimsTransformations*
      InputClaims? DisplayClaims? PersistedClaims? OutputClaims? OutputClaimsTransformations*
      ValidationTechnicalProfiles* SubjectNamingInfo? Extensions?
      IncludeClaimsFromTechnicalProfile? IncludeTechnicalProfile=Reference?
      UseTechnicalProfileForSessionManagement=Reference? ErrorHandlers? EnabledForUserJourneys?`,
  },
  Protocol: { attributes: { 'Name!': protocolNames, Handler: 'text' } },
  TokenFormat: { text: tokenFormats },
  RequiredAssuranceLevelsOfInputClaims: { children: 'RequiredAssuranceLevelOfInputClaims=Text*' },
  SubjectAuthenticationRequirements: {
    attributes: { 'TimeToLive!': 'integer', ResetExpiryWhenTokenIssued: 'boolean' },
  },
  Metadata: { children: 'Item=MetadataItem+' },
  MetadataItem: { attributes: { 'Key!': 'text' }, text: 'text' },
  CryptographicKeys: { children: 'Key+' },
  Key: { attributes: { 'Id!': 'text', 'StorageReferenceId!': 'text' } },
  Suppressions: { children: 'Item=KeyValueItem+' },
  KeyValueItem: { attributes: { 'Key!': 'text', 'Value!': 'text' } },
  InputTokenSources: { children: 'TechnicalProfile=ById+' },
  InputClaimsTransformations: { children: 'InputClaimsTransformation=Reference+' },
  OutputClaimsTransformations: { children: 'OutputClaimsTransformation=Reference+' },
  InputClaims: { children: 'InputClaim=Claim*' },
  OutputClaims: { children: 'OutputClaim=Claim*' },
  Claim: {
    attributes: {
      'ClaimTypeReferenceId!': 'text',
      PartnerClaimType: 'text',
      Required: 'boolean',
      DefaultValue: 'text',
      AlwaysUseDefaultValue: 'boolean',
    },
    children: 'From*',
  },
  From: { attributes: { 'TechnicalProfileReferenceId!': 'text' } },
  DisplayClaims: { children: 'DisplayClaim*' },
  DisplayClaim: {
    attributes: {
      ClaimTypeReferenceId: 'text',
      DisplayControlReferenceId: 'text',
      Required: 'boolean',
    },
  },
  PersistedClaims: { children: 'PersistedClaim*' },
  PersistedClaim: {
    attributes: {
      'ClaimTypeReferenceId!': 'text',
      PartnerClaimType: 'text',
      DefaultValue: 'text',
      OverwriteIfExists: 'boolean',
      AlwaysUseDefaultValue: 'boolean',
    },
  },
  ValidationTechnicalProfiles: {
    children: 'ValidationTechnicalProfile+',
    keys: ['ValidationTechnicalProfile/@ReferenceId'],
  },
  ValidationTechnicalProfile: {
    attributes: {
      'ReferenceId!': 'text',
      ContinueOnSuccess: 'boolean',
      ContinueOnError: 'boolean',
    },
    children: 'Preconditions*',
  },
  SubjectNamingInfo: {
    attributes: {
      'ClaimType!': 'text',
      NameQualifier: 'text',
      SPNameQualifier: 'text',
      Format: 'text',
      SPProvidedID: 'text',
      ExcludeAsClaim: 'boolean',
    },
  },
  Extensions: { open: true },
  // The schema has text, the documentation an attribute.
  IncludeClaimsFromTechnicalProfile: { attributes: { ReferenceId: 'text' }, text: 'text' },
  ErrorHandlers: { children: 'ErrorHandler*' },
  ErrorHandler: {
    children: `ErrorResponseFormat? ResponseMatch=Text Action=ErrorAction
      AdditionalRequestParameters=MetadataItem*`,
  },
  ErrorResponseFormat: { text: ['json'] },
  ErrorAction: { text: errorActions },
  EnabledForUserJourneys: { text: enabledForUserJourneys },
} as const satisfies Record<string, ElementRule>;
