import { displayOptions, orchestrationStepTypes, subJourneyTypes } from './grammar-words.ts';
import type {
  Candidate,
  ClaimsExchange,
  ClaimsProviderSelection,
  ClientDefinition,
  OrchestrationStep,
  SubJourney,
  UserJourney,
} from './model-journeys.ts';
import {
  attribute,
  child,
  childText,
  present,
  readChild,
  readList,
  toBoolean,
  toInteger,
  toWord,
} from './read-element.ts';
import { readPreconditions } from './read-preconditions.ts';
import { readReference } from './read-technical-profile.ts';
import type { XmlElement } from './xml.ts';

/** `UserJourneys/UserJourney`. */
export function readUserJourney(element: XmlElement): UserJourney | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  const issuer = 'DefaultCpimIssuerTechnicalProfileReferenceId';
  return present({
    id,
    nonInteractive: toBoolean(attribute(element, 'NonInteractive')),
    defaultCpimIssuerTechnicalProfileReferenceId: attribute(element, issuer),
    assuranceLevel: childText(element, 'AssuranceLevel'),
    preserveOriginalAssertion: toBoolean(childText(element, 'PreserveOriginalAssertion')),
    authorizationTechnicalProfiles: readList(
      child(element, 'Authorization'),
      ['AuthorizationTechnicalProfiles', 'AuthorizationTechnicalProfile'],
      readReference,
    ),
    orchestrationSteps: readSteps(element),
    clientDefinition: readChild(element, 'ClientDefinition', readReference),
    position: element.position,
  });
}

/** `SubJourneys/SubJourney`. */
export function readSubJourney(element: XmlElement): SubJourney | undefined {
  const id = attribute(element, 'Id');
  const type = toWord(attribute(element, 'Type'), subJourneyTypes);
  if (id === undefined || !type) return undefined;
  return { id, type, orchestrationSteps: readSteps(element), position: element.position };
}

function readSteps(element: XmlElement): OrchestrationStep[] {
  return readList(element, ['OrchestrationSteps', 'OrchestrationStep'], readStep);
}

function readStep(element: XmlElement): OrchestrationStep | undefined {
  const order = toInteger(attribute(element, 'Order'));
  const type = toWord(attribute(element, 'Type'), orchestrationStepTypes);
  if (order === undefined || !type) return undefined;
  const issuer = 'CpimIssuerTechnicalProfileReferenceId';
  const selections = child(element, 'ClaimsProviderSelections');
  return present({
    order,
    type,
    contentDefinitionReferenceId: attribute(element, 'ContentDefinitionReferenceId'),
    cpimIssuerTechnicalProfileReferenceId: attribute(element, issuer),
    preconditions: readPreconditions(element),
    claimsProviderSelections: readList(
      element,
      ['ClaimsProviderSelections', 'ClaimsProviderSelection'],
      readSelection,
    ),
    displayOption: toWord(selections && attribute(selections, 'DisplayOption'), displayOptions),
    claimsExchanges: readList(element, ['ClaimsExchanges', 'ClaimsExchange'], readClaimsExchange),
    journeyList: readList(element, ['JourneyList', 'Candidate'], readCandidate),
    position: element.position,
  });
}

function readSelection(element: XmlElement): ClaimsProviderSelection {
  return present({
    targetClaimsExchangeId: attribute(element, 'TargetClaimsExchangeId'),
    validationClaimsExchangeId: attribute(element, 'ValidationClaimsExchangeId'),
    position: element.position,
  });
}

function readClaimsExchange(element: XmlElement): ClaimsExchange | undefined {
  const id = attribute(element, 'Id');
  const technicalProfileReferenceId = attribute(element, 'TechnicalProfileReferenceId');
  if (id === undefined || technicalProfileReferenceId === undefined) return undefined;
  return { id, technicalProfileReferenceId, position: element.position };
}

function readCandidate(element: XmlElement): Candidate | undefined {
  const subJourneyReferenceId = attribute(element, 'SubJourneyReferenceId');
  if (subJourneyReferenceId === undefined) return undefined;
  return { subJourneyReferenceId, position: element.position };
}

/** `ClientDefinitions/ClientDefinition`. */
export function readClientDefinition(element: XmlElement): ClientDefinition | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  const clientUiFilterFlags = childText(element, 'ClientUIFilterFlags') ?? '';
  return { id, clientUiFilterFlags, position: element.position };
}
