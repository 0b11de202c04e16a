import type { ElementRule } from './grammar.ts';
import {
  displayOptions,
  orchestrationStepTypes,
  preconditionActions,
  preconditionTypes,
  subJourneyTypes,
} from './grammar-words.ts';

/** User journeys and sub journeys. @see facts policy-language 1.5 */
export const journeysGrammar = {
  UserJourneys: { children: 'UserJourney+', keys: ['UserJourney/@Id'] },
  UserJourney: {
    attributes: {
      'Id!': 'text',
      NonInteractive: 'boolean',
      DefaultCpimIssuerTechnicalProfileReferenceId: 'text',
    },
    children: `AssuranceLevel=Text? PreserveOriginalAssertion=Boolean? Authorization?
      OrchestrationSteps? ClientDefinition=OptionalReference? CryptographicKeys?`,
  },
  OptionalReference: { attributes: { ReferenceId: 'text' } },
  Authorization: { children: 'AuthorizationTechnicalProfiles?' },
  AuthorizationTechnicalProfiles: {
    children: 'AuthorizationTechnicalProfile=Reference+',
    keys: ['AuthorizationTechnicalProfile/@ReferenceId'],
  },
  SubJourneys: { children: 'SubJourney+', keys: ['SubJourney/@Id'] },
  SubJourney: {
    attributes: { 'Id!': 'text', 'Type!': subJourneyTypes },
    children: 'OrchestrationSteps?',
  },
  OrchestrationSteps: {
    children: 'OrchestrationStep+',
    keys: ['OrchestrationStep/@Order', 'OrchestrationStep/ClaimsExchanges/ClaimsExchange/@Id'],
  },
  OrchestrationStep: {
    attributes: {
      'Order!': 'integer',
      'Type!': orchestrationStepTypes,
      ContentDefinitionReferenceId: 'text',
      CpimIssuerTechnicalProfileReferenceId: 'text',
    },
    children: 'Preconditions* ClaimsProviderSelections* ClaimsExchanges* JourneyList*',
  },
  Preconditions: { children: 'Precondition+' },
  Precondition: {
    attributes: { 'Type!': preconditionTypes, 'ExecuteActionsIf!': 'boolean' },
    children: 'Value=Text+ Action=PreconditionAction+',
  },
  PreconditionAction: { text: preconditionActions },
  ClaimsProviderSelections: {
    attributes: { DisplayOption: displayOptions },
    children: 'ClaimsProviderSelection+',
  },
  ClaimsProviderSelection: {
    attributes: { TargetClaimsExchangeId: 'text', ValidationClaimsExchangeId: 'text' },
  },
  ClaimsExchanges: { attributes: { UserIdentity: 'boolean' }, children: 'ClaimsExchange*' },
  ClaimsExchange: { attributes: { 'Id!': 'text', 'TechnicalProfileReferenceId!': 'text' } },
  JourneyList: { children: 'Candidate+' },
  Candidate: { attributes: { 'SubJourneyReferenceId!': 'text' } },
} as const satisfies Record<string, ElementRule>;
