import type { ElementRule } from './grammar.ts';
import {
  dataTypes,
  maskTypes,
  mergeBehaviors,
  predicateMethods,
  protocolNames,
  statementTypes,
  userInputTypes,
} from './grammar-words.ts';

/** BuildingBlocks as far as claims are concerned. @see facts policy-language 1.5 */
export const claimsGrammar = {
  BuildingBlocks: {
    children: `ClaimsSchema? Predicates? InputValidations? PredicateValidations?
      ClaimsTransformations? ClientDefinitions? ContentDefinitions? Localization? DisplayControls?`,
  },
  ClaimsSchema: { children: 'ClaimType+', keys: ['ClaimType/@Id'] },
  ClaimType: {
    attributes: { 'Id!': 'text', StatementType: statementTypes },
    children: `DisplayName? DataType? DefaultPartnerClaimTypes* Mask? AdminHelpText=Text?
      UserHelpText=Text? UserInputType? Restriction? InputValidationReference=ById?
      PredicateValidationReference=ById?`,
  },
  DataType: { text: dataTypes },
  DefaultPartnerClaimTypes: { children: 'Protocol=DefaultPartnerProtocol*' },
  DefaultPartnerProtocol: {
    attributes: { 'Name!': protocolNames, Handler: 'text', 'PartnerClaimType!': 'text' },
  },
  Mask: { attributes: { 'Type!': maskTypes, Regex: 'text' }, text: 'text' },
  UserInputType: { text: userInputTypes },
  Restriction: {
    attributes: { MergeBehavior: mergeBehaviors },
    children: 'Enumeration* Pattern?',
    choice: 'claim-restriction-both',
  },
  Enumeration: {
    attributes: { 'Text!': 'text', 'Value!': 'text', SelectByDefault: 'boolean' },
    text: 'text',
  },
  Pattern: { attributes: { 'RegularExpression!': 'text', HelpText: 'text' } },
  /** A reference whose attribute is called Id. */
  ById: { attributes: { 'Id!': 'text' } },

  Predicates: { children: 'Predicate*', keys: ['Predicate/@Id'] },
  Predicate: {
    attributes: { 'Id!': 'text', 'Method!': predicateMethods, HelpText: 'text' },
    children: 'UserHelpText=Text? Parameters?',
  },
  Parameters: { children: 'Parameter=PredicateParameter*' },
  PredicateParameter: { attributes: { 'Id!': 'text' }, text: 'text' },
  InputValidations: { children: 'InputValidation*', keys: ['InputValidation/@Id'] },
  InputValidation: { attributes: { 'Id!': 'text' }, children: 'PredicateReferences*' },
  PredicateReferences: {
    attributes: { Id: 'text', HelpText: 'text', MatchAtLeast: 'integer', Reject: 'boolean' },
    children: 'PredicateReference=ById+',
  },
  PredicateValidations: { children: 'PredicateValidation*', keys: ['PredicateValidation/@Id'] },
  PredicateValidation: { attributes: { 'Id!': 'text' }, children: 'PredicateGroups*' },
  PredicateGroups: { children: 'PredicateGroup+' },
  PredicateGroup: {
    attributes: { 'Id!': 'text' },
    children: 'UserHelpText=Text? PredicateReferences*',
  },

  ClaimsTransformations: { children: 'ClaimsTransformation*', keys: ['ClaimsTransformation/@Id'] },
  ClaimsTransformation: {
    attributes: { 'Id!': 'text', 'TransformationMethod!': 'text' },
    children: `InputClaims=TransformationInputClaims? InputParameters?
      OutputClaims=TransformationOutputClaims?`,
  },
  TransformationInputClaims: { children: 'InputClaim=TransformationClaim*' },
  TransformationOutputClaims: { children: 'OutputClaim=TransformationClaim+' },
  TransformationClaim: {
    attributes: { 'ClaimTypeReferenceId!': 'text', TransformationClaimType: 'text' },
  },
  InputParameters: { children: 'InputParameter+' },
  InputParameter: { attributes: { 'Id!': 'text', 'DataType!': dataTypes, 'Value!': 'text' } },
} as const satisfies Record<string, ElementRule>;
