import type { ElementRule } from './grammar.ts';
import { contentUri, culture } from './grammar-values.ts';
import { mergeBehaviors, userInterfaceControlTypes } from './grammar-words.ts';

/** BuildingBlocks as far as pages are concerned. @see facts policy-language 1.5 */
export const contentGrammar = {
  ClientDefinitions: { children: 'ClientDefinition*', keys: ['ClientDefinition/@Id'] },
  ClientDefinition: { attributes: { 'Id!': 'text' }, children: 'ClientUIFilterFlags=Text' },
  ContentDefinitions: { children: 'ContentDefinition*', keys: ['ContentDefinition/@Id'] },
  ContentDefinition: {
    attributes: { 'Id!': 'text' },
    children: `LoadUri=Text? RecoveryUri=ContentUri? DataUri=ContentUri? Metadata?
      LocalizedResourcesReferences?`,
  },
  ContentUri: { text: contentUri },
  LocalizedResourcesReferences: {
    attributes: { MergeBehavior: mergeBehaviors },
    children: 'LocalizedResourcesReference*',
  },
  LocalizedResourcesReference: {
    attributes: { 'Language!': culture, Url: 'text', LocalizedResourcesReferenceId: 'text' },
  },
  Localization: {
    attributes: { Enabled: 'boolean' },
    children: 'SupportedLanguages? LocalizedResources*',
  },
  SupportedLanguages: {
    attributes: {
      DefaultLanguage: culture,
      PolicyLanguage: culture,
      MergeBehavior: mergeBehaviors,
    },
    children: 'SupportedLanguage*',
  },
  SupportedLanguage: { text: culture },
  LocalizedResources: {
    attributes: { Id: 'text', Culture: culture },
    children: 'LocalizedCollections? LocalizedStrings?',
  },
  LocalizedCollections: { children: 'LocalizedCollection*' },
  LocalizedCollection: {
    attributes: { 'ElementType!': 'text', 'ElementId!': 'text', 'TargetCollection!': 'text' },
    children: 'Item=Enumeration+',
  },
  LocalizedStrings: { children: 'LocalizedString*' },
  LocalizedString: {
    attributes: { 'ElementType!': 'text', ElementId: 'text', 'StringId!': 'text' },
    text: 'text',
  },
  DisplayControls: { children: 'DisplayControl*' },
  DisplayControl: {
    attributes: { 'Id!': 'text', 'UserInterfaceControlType!': userInterfaceControlTypes },
    children: `InputClaims=ControlInputClaims? DisplayClaims=ControlDisplayClaims?
      OutputClaims=ControlOutputClaims? Actions?`,
  },
  ControlInputClaims: { children: 'InputClaim=ControlClaim*' },
  ControlOutputClaims: { children: 'OutputClaim=ControlClaim*' },
  ControlClaim: {
    attributes: {
      ClaimTypeReferenceId: 'text',
      Required: 'boolean',
      DefaultValue: 'text',
      AlwaysUseDefaultValue: 'boolean',
    },
  },
  ControlDisplayClaims: { children: 'DisplayClaim=ControlDisplayClaim*' },
  ControlDisplayClaim: {
    attributes: { ClaimTypeReferenceId: 'text', ControlClaimType: 'text', Required: 'boolean' },
  },
  Actions: { children: 'Action=ControlAction*' },
  ControlAction: { attributes: { 'Id!': 'text' }, children: 'ValidationClaimsExchange' },
  ValidationClaimsExchange: { children: 'ValidationClaimsExchangeTechnicalProfile+' },
  ValidationClaimsExchangeTechnicalProfile: {
    attributes: {
      'TechnicalProfileReferenceId!': 'text',
      ContinueOnSuccess: 'boolean',
      ContinueOnError: 'boolean',
    },
    children: 'Preconditions*',
  },
} as const satisfies Record<string, ElementRule>;
