import type { Transformation } from './define-transformation.ts';
import { didYouMean } from './did-you-mean.ts';
import { fold, type IdMap } from './id-map.ts';
import type { DataType } from './model.ts';
import type {
  ClaimsTransformation,
  InputParameter,
  TransformationClaim,
} from './model-transformations.ts';
import type { PolicyElement } from './source.ts';
import { transformationClaimType } from './transformation-binding.ts';
import { readParameter } from './transformation-parameter.ts';
import type {
  ClaimSlot,
  OtherSlots,
  ParameterSlot,
  ParameterType,
} from './transformation-slots.ts';

/** What B2C would refuse in a ClaimsTransformation, as a sentence, and where it stands. */
export interface TransformationFault {
  readonly about: Declared;
  readonly element: PolicyElement;
  readonly message: string;
}

/** What a ClaimsTransformation declares, as messages name it. */
type Declared = 'input claim' | 'output claim' | 'parameter';

type Found = Omit<TransformationFault, 'about'>;

type DataTypeOf = (claimTypeReferenceId: string) => DataType | undefined;

/**
 * Where the claims of a ClaimsTransformation differ from what its method expects: B2C compares the
 * pairs of DataType and TransformationClaimType at upload. Claims that nobody declares are left aside.
 * @see facts claims-transformations 1.2
 */
export function signatureFaults(
  transformation: ClaimsTransformation,
  { method, signature }: Transformation,
  dataTypeOf: DataTypeOf,
): TransformationFault[] {
  const sides = [
    {
      about: 'input claim',
      claims: transformation.inputClaims,
      slots: signature.inputClaims,
      others: signature.otherInputClaims,
    },
    {
      about: 'output claim',
      claims: transformation.outputClaims,
      slots: signature.outputClaims,
      others: signature.otherOutputClaims,
    },
  ] as const;
  return sides.flatMap(({ about, claims, slots, others }) => {
    const named = claims.map((element) => ({ element, name: transformationClaimType(element) }));
    const types = named.flatMap(({ element, name }) => {
      const dataTypes = dataTypesAllowed(slots.get(name), transformation, dataTypeOf);
      const subject = `The ${about} "${name}" of ${method}`;
      return typeFault(subject, element, dataTypes ?? others?.dataTypes, dataTypeOf);
    });
    const names = nameFaults({ method, about, owner: transformation, named, slots, others });
    return [...names, ...types].map((found) => ({ about, ...found }));
  });
}

/** Where the parameters of a ClaimsTransformation differ from what its method expects. */
export function parameterFaults(
  transformation: ClaimsTransformation,
  { method, signature }: Transformation,
): TransformationFault[] {
  const about = 'parameter';
  const { inputParameters: slots, otherInputParameters: others } = signature;
  const named = transformation.inputParameters.map((element) => ({ element, name: element.id }));
  const values = named.flatMap(({ element, name }) => {
    const subject = `The parameter "${name}" of ${method}`;
    return parameterFault(subject, element, slots.get(name), others);
  });
  const names = nameFaults({ method, about, owner: transformation, named, slots, others });
  return [...names, ...values].map((found) => ({ about, ...found }));
}

interface Names<Slot extends { readonly isRequired: boolean }> {
  readonly method: string;
  readonly about: Declared;
  readonly owner: PolicyElement;
  readonly named: readonly { readonly element: PolicyElement; readonly name: string }[];
  readonly slots: IdMap<Slot>;
  readonly others: OtherSlots | undefined;
}

/** Names that are unknown, twice, or missing. */
function nameFaults<Slot extends { readonly isRequired: boolean }>(names: Names<Slot>): Found[] {
  const { method, about, owner, named, slots, others } = names;
  const seen = new Set<string>();
  const faults = named.flatMap(({ element, name }) => {
    const isKnown = slots.has(name) || others?.pattern.test(name);
    const isTwice = slots.has(name) && seen.has(fold(name));
    seen.add(fold(name));
    if (isTwice) return [{ element, message: `${method} takes one ${about} "${name}".` }];
    if (isKnown) return [];
    const hint = didYouMean(name, slots.keys());
    return [{ element, message: `${method} has no ${about} "${name}".${hint}` }];
  });
  const missing = [...slots].filter(([name, slot]) => slot.isRequired && !seen.has(fold(name)));
  const needs = missing.map(([name]) => ({
    element: owner,
    message: `${method} needs the ${about} "${name}".`,
  }));
  return [...faults, ...needs];
}

/** An output that is a copy has the one DataType of what it copies. */
function dataTypesAllowed(
  slot: ClaimSlot | undefined,
  { inputClaims }: ClaimsTransformation,
  dataTypeOf: DataTypeOf,
): readonly DataType[] | undefined {
  const copied = slot?.sameTypeAs;
  const source =
    copied && inputClaims.find((claim) => fold(transformationClaimType(claim)) === fold(copied));
  const dataType = source && dataTypeOf(source.claimTypeReferenceId);
  return dataType ? [dataType] : slot?.dataTypes;
}

function typeFault(
  subject: string,
  element: TransformationClaim,
  allowed: readonly DataType[] | undefined,
  dataTypeOf: DataTypeOf,
): Found[] {
  const dataType = dataTypeOf(element.claimTypeReferenceId);
  if (!allowed || !dataType || allowed.includes(dataType)) return [];
  const claim = `the claim "${element.claimTypeReferenceId}" is ${dataType}`;
  return [{ element, message: `${subject} must be ${allowed.join(' or ')}; ${claim}.` }];
}

function parameterFault(
  subject: string,
  element: InputParameter,
  slot: ParameterSlot | undefined,
  others: OtherSlots<ParameterType> | undefined,
): Found[] {
  const dataTypes = slot ? [slot.dataType] : others?.dataTypes;
  if (!dataTypes) return [];
  const dataType = dataTypes.find((allowed) => allowed === element.dataType);
  if (!dataType) {
    return [{ element, message: `${subject} must have the DataType ${dataTypes.join(' or ')}.` }];
  }
  const isReadable = readParameter(slot ?? { dataType }, element.value) !== undefined;
  if (isReadable || isToken(element.value)) return [];
  const allowed = slot?.allowedValues?.map((value) => `"${value}"`).join(' or ');
  return [{ element, message: `${subject} must be ${allowed ?? `a value of ${dataType}`}.` }];
}

/** What a build replaces before the upload is not judged. */
function isToken(value: string): boolean {
  return /[{}#]|__/.test(value);
}
