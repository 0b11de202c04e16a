import { mergeBehaviors } from './grammar-words.ts';
import type {
  ContentDefinition,
  ControlClaim,
  DisplayControl,
  DisplayControlAction,
  DisplayControlClaim,
  Localization,
  LocalizedCollection,
  LocalizedResources,
  LocalizedResourcesReference,
  LocalizedResourcesReferences,
  LocalizedString,
  SupportedLanguages,
  ValidationClaimsExchangeTechnicalProfile,
} from './model-content.ts';
import { readEnumeration } from './read-claims.ts';
import {
  attribute,
  child,
  children,
  childText,
  present,
  readAll,
  readChild,
  readList,
  toBoolean,
  toWord,
} from './read-element.ts';
import { readPreconditions } from './read-preconditions.ts';
import { readMetadata } from './read-technical-profile.ts';
import type { XmlElement } from './xml.ts';

/** `ContentDefinitions/ContentDefinition`. @see facts policy-language 8.1 */
export function readContentDefinition(element: XmlElement): ContentDefinition | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  return present({
    id,
    loadUri: childText(element, 'LoadUri'),
    loadUriPosition: child(element, 'LoadUri')?.position,
    recoveryUri: childText(element, 'RecoveryUri'),
    dataUri: childText(element, 'DataUri'),
    dataUriPosition: child(element, 'DataUri')?.position,
    metadata: readMetadata(element),
    localizedResourcesReferences: readChild(
      element,
      'LocalizedResourcesReferences',
      readResourcesReferences,
    ),
    position: element.position,
  });
}

function readResourcesReferences(element: XmlElement): LocalizedResourcesReferences {
  return present({
    mergeBehavior: toWord(attribute(element, 'MergeBehavior'), mergeBehaviors),
    references: readAll(element, 'LocalizedResourcesReference', readResourcesReference),
    position: element.position,
  });
}

function readResourcesReference(element: XmlElement): LocalizedResourcesReference | undefined {
  const language = attribute(element, 'Language');
  if (language === undefined) return undefined;
  return present({
    language,
    url: attribute(element, 'Url'),
    localizedResourcesReferenceId: attribute(element, 'LocalizedResourcesReferenceId'),
    position: element.position,
  });
}

/** `BuildingBlocks/Localization`. @see facts policy-language 8.2 */
export function readLocalization(element: XmlElement): Localization {
  return present({
    enabled: toBoolean(attribute(element, 'Enabled')),
    supportedLanguages: readChild(element, 'SupportedLanguages', readSupportedLanguages),
    localizedResources: readAll(element, 'LocalizedResources', readLocalizedResources),
    position: element.position,
  });
}

function readSupportedLanguages(element: XmlElement): SupportedLanguages {
  return present({
    defaultLanguage: attribute(element, 'DefaultLanguage'),
    policyLanguage: attribute(element, 'PolicyLanguage'),
    mergeBehavior: toWord(attribute(element, 'MergeBehavior'), mergeBehaviors),
    languages: children(element, 'SupportedLanguage').map((language) => language.text.trim()),
    position: element.position,
  });
}

function readLocalizedResources(element: XmlElement): LocalizedResources {
  return present({
    id: attribute(element, 'Id'),
    culture: attribute(element, 'Culture'),
    localizedCollections: readList(
      element,
      ['LocalizedCollections', 'LocalizedCollection'],
      readLocalizedCollection,
    ),
    localizedStrings: readList(
      element,
      ['LocalizedStrings', 'LocalizedString'],
      readLocalizedString,
    ),
    position: element.position,
  });
}

function readLocalizedCollection(element: XmlElement): LocalizedCollection | undefined {
  const elementType = attribute(element, 'ElementType');
  const elementId = attribute(element, 'ElementId');
  const targetCollection = attribute(element, 'TargetCollection');
  if (elementType === undefined || elementId === undefined || targetCollection === undefined) {
    return undefined;
  }
  const items = readAll(element, 'Item', readEnumeration);
  return { elementType, elementId, targetCollection, items, position: element.position };
}

function readLocalizedString(element: XmlElement): LocalizedString | undefined {
  const elementType = attribute(element, 'ElementType');
  const stringId = attribute(element, 'StringId');
  if (elementType === undefined || stringId === undefined) return undefined;
  const elementId = attribute(element, 'ElementId');
  return present({
    elementType,
    elementId,
    stringId,
    text: element.text,
    position: element.position,
  });
}

/** `DisplayControls/DisplayControl`. @see facts policy-language 8.3 */
export function readDisplayControl(element: XmlElement): DisplayControl | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  return {
    id,
    userInterfaceControlType: attribute(element, 'UserInterfaceControlType') ?? '',
    inputClaims: readList(element, ['InputClaims', 'InputClaim'], readControlInputOutput),
    displayClaims: readList(element, ['DisplayClaims', 'DisplayClaim'], readControlClaim),
    outputClaims: readList(element, ['OutputClaims', 'OutputClaim'], readControlInputOutput),
    actions: readList(element, ['Actions', 'Action'], readAction),
    position: element.position,
  };
}

function readControlInputOutput(element: XmlElement): DisplayControlClaim | undefined {
  const claimTypeReferenceId = attribute(element, 'ClaimTypeReferenceId');
  if (claimTypeReferenceId === undefined) return undefined;
  return present({
    claimTypeReferenceId,
    defaultValue: attribute(element, 'DefaultValue'),
    alwaysUseDefaultValue: toBoolean(attribute(element, 'AlwaysUseDefaultValue')),
    required: toBoolean(attribute(element, 'Required')),
    position: element.position,
  });
}

function readControlClaim(element: XmlElement): ControlClaim | undefined {
  const claimTypeReferenceId = attribute(element, 'ClaimTypeReferenceId');
  if (claimTypeReferenceId === undefined) return undefined;
  const controlClaimType = attribute(element, 'ControlClaimType');
  const required = toBoolean(attribute(element, 'Required'));
  return present({ claimTypeReferenceId, controlClaimType, required, position: element.position });
}

function readAction(element: XmlElement): DisplayControlAction | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  const validationClaimsExchange = readList(
    element,
    ['ValidationClaimsExchange', 'ValidationClaimsExchangeTechnicalProfile'],
    readExchange,
  );
  return { id, validationClaimsExchange, position: element.position };
}

function readExchange(element: XmlElement): ValidationClaimsExchangeTechnicalProfile | undefined {
  const technicalProfileReferenceId = attribute(element, 'TechnicalProfileReferenceId');
  if (technicalProfileReferenceId === undefined) return undefined;
  return {
    technicalProfileReferenceId,
    continueOnError: toBoolean(attribute(element, 'ContinueOnError')) ?? false,
    continueOnSuccess: toBoolean(attribute(element, 'ContinueOnSuccess')) ?? true,
    preconditions: readPreconditions(element),
    position: element.position,
  };
}
