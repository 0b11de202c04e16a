import { protocolNames, tokenFormats } from './grammar-words.ts';
import type {
  ClaimReference,
  ClaimsProvider,
  ClaimsTransformationReference,
  CryptographicKey,
  ErrorHandler,
  InputClaim,
  MetadataItem,
  OutputClaim,
  PersistedClaim,
  Protocol,
  SubjectNamingInfo,
  TechnicalProfile,
  TechnicalProfileReference,
  ValidationTechnicalProfile,
} from './model.ts';
import type { DisplayClaim } from './model-content.ts';
import {
  attribute,
  childText,
  present,
  readAll,
  readChild,
  readList,
  toBoolean,
  toWordOrText,
} from './read-element.ts';
import { readPreconditions } from './read-preconditions.ts';
import type { XmlElement } from './xml.ts';

/** A TechnicalProfile of a ClaimsProvider, or of a RelyingParty, which has no provider. */
export function readTechnicalProfile(
  element: XmlElement,
  claimsProvider?: ClaimsProvider,
): TechnicalProfile | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  return present({
    id,
    claimsProvider,
    domain: childText(element, 'Domain'),
    displayName: childText(element, 'DisplayName'),
    description: childText(element, 'Description'),
    protocol: readChild(element, 'Protocol', readProtocol),
    inputTokenFormat: toWordOrText(childText(element, 'InputTokenFormat'), tokenFormats),
    outputTokenFormat: toWordOrText(childText(element, 'OutputTokenFormat'), tokenFormats),
    metadata: readMetadata(element),
    cryptographicKeys: readList(element, ['CryptographicKeys', 'Key'], readKey),
    includeInSso: toBoolean(childText(element, 'IncludeInSso')),
    ...readClaimLists(element),
    ...readReferences(element),
    subjectNamingInfo: readChild(element, 'SubjectNamingInfo', readSubjectNamingInfo),
    errorHandlers: readList(element, ['ErrorHandlers', 'ErrorHandler'], readErrorHandler),
    enabledForUserJourneys: childText(element, 'EnabledForUserJourneys'),
    position: element.position,
  });
}

function readClaimLists(element: XmlElement) {
  return {
    inputClaimsTransformations: readList(
      element,
      ['InputClaimsTransformations', 'InputClaimsTransformation'],
      readTransformationReference,
    ),
    inputClaims: readList(element, ['InputClaims', 'InputClaim'], readClaim),
    displayClaims: readList(element, ['DisplayClaims', 'DisplayClaim'], readDisplayClaim),
    persistedClaims: readList(element, ['PersistedClaims', 'PersistedClaim'], readPersistedClaim),
    outputClaims: readList(element, ['OutputClaims', 'OutputClaim'], readClaim),
    outputClaimsTransformations: readList(
      element,
      ['OutputClaimsTransformations', 'OutputClaimsTransformation'],
      readTransformationReference,
    ),
  };
}

function readReferences(element: XmlElement) {
  const session = 'UseTechnicalProfileForSessionManagement';
  return {
    validationTechnicalProfiles: readList(
      element,
      ['ValidationTechnicalProfiles', 'ValidationTechnicalProfile'],
      readValidationTechnicalProfile,
    ),
    includeClaimsFromTechnicalProfile: readChild(
      element,
      'IncludeClaimsFromTechnicalProfile',
      readTextReference,
    ),
    includeTechnicalProfile: readChild(element, 'IncludeTechnicalProfile', readReference),
    useTechnicalProfileForSessionManagement: readChild(element, session, readReference),
  };
}

function readProtocol(element: XmlElement): Protocol | undefined {
  const name = toWordOrText(attribute(element, 'Name'), protocolNames);
  if (name === undefined) return undefined;
  return present({ name, handler: attribute(element, 'Handler'), position: element.position });
}

/** The Metadata of a TechnicalProfile or a ContentDefinition. */
export function readMetadata(element: XmlElement): MetadataItem[] {
  return readList(element, ['Metadata', 'Item'], readMetadataItem);
}

function readMetadataItem(item: XmlElement): MetadataItem | undefined {
  const key = attribute(item, 'Key');
  return key === undefined ? undefined : { key, value: item.text.trim(), position: item.position };
}

function readKey(element: XmlElement): CryptographicKey | undefined {
  const id = attribute(element, 'Id');
  const storageReferenceId = attribute(element, 'StorageReferenceId');
  if (id === undefined || storageReferenceId === undefined) return undefined;
  return { id, storageReferenceId, position: element.position };
}

/** An element that names another by its ReferenceId. */
export function readReference(element: XmlElement): TechnicalProfileReference | undefined {
  const referenceId = attribute(element, 'ReferenceId');
  return referenceId === undefined ? undefined : { referenceId, position: element.position };
}

/** The id is an attribute, as documented, or the text, as in the schema. @see facts engine 1.7 */
function readTextReference(element: XmlElement): TechnicalProfileReference {
  const referenceId = attribute(element, 'ReferenceId') ?? element.text.trim();
  return { referenceId, position: element.position };
}

const readTransformationReference: (
  element: XmlElement,
) => ClaimsTransformationReference | undefined = readReference;

function readClaim(element: XmlElement): (InputClaim & OutputClaim) | undefined {
  const reference = readClaimReference(element);
  const required = toBoolean(attribute(element, 'Required'));
  return reference && (required === undefined ? reference : { ...reference, required });
}

function readPersistedClaim(element: XmlElement): PersistedClaim | undefined {
  const reference = readClaimReference(element);
  const overwriteIfExists = toBoolean(attribute(element, 'OverwriteIfExists'));
  return reference && present({ ...reference, overwriteIfExists });
}

function readClaimReference(element: XmlElement): ClaimReference | undefined {
  const claimTypeReferenceId = attribute(element, 'ClaimTypeReferenceId');
  if (claimTypeReferenceId === undefined) return undefined;
  return present({
    claimTypeReferenceId,
    partnerClaimType: attribute(element, 'PartnerClaimType'),
    defaultValue: attribute(element, 'DefaultValue'),
    alwaysUseDefaultValue: toBoolean(attribute(element, 'AlwaysUseDefaultValue')),
    position: element.position,
  });
}

function readDisplayClaim(element: XmlElement): DisplayClaim | undefined {
  const claimTypeReferenceId = attribute(element, 'ClaimTypeReferenceId');
  const displayControlReferenceId = attribute(element, 'DisplayControlReferenceId');
  if ((claimTypeReferenceId ?? displayControlReferenceId) === undefined) return undefined;
  const required = toBoolean(attribute(element, 'Required'));
  const { position } = element;
  return present({ claimTypeReferenceId, displayControlReferenceId, required, position });
}

function readValidationTechnicalProfile(
  element: XmlElement,
): ValidationTechnicalProfile | undefined {
  const referenceId = attribute(element, 'ReferenceId');
  if (referenceId === undefined) return undefined;
  return {
    referenceId,
    continueOnError: toBoolean(attribute(element, 'ContinueOnError')) ?? false,
    continueOnSuccess: toBoolean(attribute(element, 'ContinueOnSuccess')) ?? true,
    preconditions: readPreconditions(element),
    position: element.position,
  };
}

function readSubjectNamingInfo(element: XmlElement): SubjectNamingInfo | undefined {
  const claimType = attribute(element, 'ClaimType');
  if (claimType === undefined) return undefined;
  return present({
    claimType,
    format: attribute(element, 'Format'),
    excludeAsClaim: toBoolean(attribute(element, 'ExcludeAsClaim')),
    position: element.position,
  });
}

function readErrorHandler(element: XmlElement): ErrorHandler {
  const parameters = readAll(element, 'AdditionalRequestParameters', readMetadataItem);
  return present({
    errorResponseFormat: childText(element, 'ErrorResponseFormat'),
    responseMatch: childText(element, 'ResponseMatch') ?? '',
    action: childText(element, 'Action') ?? '',
    additionalRequestParameters: parameters.length > 0 ? parameters : undefined,
    position: element.position,
  });
}
