import {
  dataTypes,
  maskTypes,
  mergeBehaviors,
  predicateMethods,
  userInputTypes,
} from './grammar-words.ts';
import { IdMap } from './id-map.ts';
import type {
  ClaimType,
  DataType,
  DefaultPartnerClaimType,
  Enumeration,
  Mask,
  Pattern,
  Predicate,
  PredicateGroup,
  PredicateReference,
  PredicateReferences,
  PredicateValidation,
  PredicateValidationReference,
  Restriction,
} from './model.ts';
import type {
  ClaimsTransformation,
  InputParameter,
  TransformationClaim,
} from './model-transformations.ts';
import {
  attribute,
  children,
  childText,
  present,
  readAll,
  readChild,
  readList,
  toBoolean,
  toInteger,
  toWord,
  toWordOrText,
} from './read-element.ts';
import type { XmlElement } from './xml.ts';

/** `ClaimsSchema/ClaimType`. */
export function readClaimType(element: XmlElement): ClaimType | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  return present({
    id,
    statementType: attribute(element, 'StatementType'),
    displayName: childText(element, 'DisplayName'),
    dataType: toDataType(childText(element, 'DataType')),
    defaultPartnerClaimTypes: readList(
      element,
      ['DefaultPartnerClaimTypes', 'Protocol'],
      readProtocol,
    ),
    mask: readChild(element, 'Mask', readMask),
    adminHelpText: childText(element, 'AdminHelpText'),
    userHelpText: childText(element, 'UserHelpText'),
    userInputType: toWordOrText(childText(element, 'UserInputType'), userInputTypes),
    restriction: readChild(element, 'Restriction', readRestriction),
    predicateValidationReference: readChild(
      element,
      'PredicateValidationReference',
      readPredicateReference,
    ) satisfies PredicateValidationReference | undefined,
    position: element.position,
  });
}

/** `INT` is wrong, and said to be; what it means is clear all the same. */
function toDataType(text: string | undefined): DataType | undefined {
  return toWord(text, dataTypes);
}

function readProtocol(element: XmlElement): DefaultPartnerClaimType | undefined {
  const name = attribute(element, 'Name');
  const partnerClaimType = attribute(element, 'PartnerClaimType');
  if (name === undefined || partnerClaimType === undefined) return undefined;
  return { name, partnerClaimType, position: element.position };
}

function readMask(element: XmlElement): Mask | undefined {
  const type = toWord(attribute(element, 'Type'), maskTypes);
  if (!type) return undefined;
  const regex = attribute(element, 'Regex');
  return present({ type, regex, text: element.text.trim(), position: element.position });
}

function readRestriction(element: XmlElement): Restriction {
  return present({
    mergeBehavior: toWord(attribute(element, 'MergeBehavior'), mergeBehaviors),
    enumerations: readAll(element, 'Enumeration', readEnumeration),
    pattern: readChild(element, 'Pattern', readPattern),
    position: element.position,
  });
}

/** An Enumeration of a ClaimType, or an Item of a LocalizedCollection. */
export function readEnumeration(element: XmlElement): Enumeration | undefined {
  const value = attribute(element, 'Value');
  const text = attribute(element, 'Text');
  if (value === undefined || text === undefined) return undefined;
  const selectByDefault = toBoolean(attribute(element, 'SelectByDefault')) ?? false;
  return { text, value, selectByDefault, position: element.position };
}

function readPattern(element: XmlElement): Pattern | undefined {
  const regularExpression = attribute(element, 'RegularExpression');
  if (regularExpression === undefined) return undefined;
  const helpText = attribute(element, 'HelpText');
  return present({ regularExpression, helpText, position: element.position });
}

/** `Predicates/Predicate`. */
export function readPredicate(element: XmlElement): Predicate | undefined {
  const id = attribute(element, 'Id');
  const method = toWord(attribute(element, 'Method'), predicateMethods);
  if (id === undefined || !method) return undefined;
  const parameters = new IdMap<string>();
  for (const list of children(element, 'Parameters')) {
    for (const parameter of children(list, 'Parameter')) {
      parameters.set(attribute(parameter, 'Id') ?? '', parameter.text);
    }
  }
  const helpText = attribute(element, 'HelpText') ?? childText(element, 'UserHelpText');
  return present({ id, method, helpText, parameters, position: element.position });
}

/** `PredicateValidations/PredicateValidation`. */
export function readPredicateValidation(element: XmlElement): PredicateValidation | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  const predicateGroups = readList(
    element,
    ['PredicateGroups', 'PredicateGroup'],
    readPredicateGroup,
  );
  return { id, predicateGroups, position: element.position };
}

function readPredicateGroup(element: XmlElement): PredicateGroup | undefined {
  const id = attribute(element, 'Id');
  if (id === undefined) return undefined;
  return present({
    id,
    userHelpText: childText(element, 'UserHelpText'),
    predicateReferences: readChild(element, 'PredicateReferences', readPredicateReferences) ?? {
      references: [],
      position: element.position,
    },
    position: element.position,
  });
}

function readPredicateReferences(element: XmlElement): PredicateReferences {
  return present({
    matchAtLeast: toInteger(attribute(element, 'MatchAtLeast')),
    references: readAll(element, 'PredicateReference', readPredicateReference),
    position: element.position,
  });
}

function readPredicateReference(element: XmlElement): PredicateReference | undefined {
  const id = attribute(element, 'Id');
  return id === undefined ? undefined : { id, position: element.position };
}

/** `ClaimsTransformations/ClaimsTransformation`. */
export function readClaimsTransformation(element: XmlElement): ClaimsTransformation | undefined {
  const id = attribute(element, 'Id');
  const transformationMethod = attribute(element, 'TransformationMethod');
  if (id === undefined || transformationMethod === undefined) return undefined;
  return {
    id,
    transformationMethod,
    inputClaims: readList(element, ['InputClaims', 'InputClaim'], readTransformationClaim),
    inputParameters: readList(element, ['InputParameters', 'InputParameter'], readInputParameter),
    outputClaims: readList(element, ['OutputClaims', 'OutputClaim'], readTransformationClaim),
    position: element.position,
  };
}

function readTransformationClaim(element: XmlElement): TransformationClaim | undefined {
  const claimTypeReferenceId = attribute(element, 'ClaimTypeReferenceId');
  if (claimTypeReferenceId === undefined) return undefined;
  const transformationClaimType = attribute(element, 'TransformationClaimType');
  return present({ claimTypeReferenceId, transformationClaimType, position: element.position });
}

function readInputParameter(element: XmlElement): InputParameter | undefined {
  const id = attribute(element, 'Id');
  const value = attribute(element, 'Value');
  const dataType = toDataType(attribute(element, 'DataType'));
  if (id === undefined || value === undefined || !dataType) return undefined;
  return { id, dataType, value, position: element.position };
}
