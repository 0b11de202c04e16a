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
import type { ClaimSlot, OtherSlots, ParameterSlot } from './transformation-slots.ts';

/** What B2C would refuse in a ClaimsTransformation, as a sentence, and where it stands. */
export interface TransformationFault {
  readonly element: PolicyElement;
  readonly message: string;
}

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
      kind: 'input claim',
      claims: transformation.inputClaims,
      slots: signature.inputClaims,
      others: signature.otherInputClaims,
    },
    {
      kind: 'output claim',
      claims: transformation.outputClaims,
      slots: signature.outputClaims,
      others: signature.otherOutputClaims,
    },
  ];
  return sides.flatMap(({ kind, claims, slots, others }) => {
    const named = claims.map((element) => ({ element, name: transformationClaimType(element) }));
    return [
      ...nameFaults({ method, kind, owner: transformation, named, slots, others }),
      ...named.flatMap(({ element, name }) => {
        const dataTypes = dataTypesAllowed(slots.get(name), transformation, dataTypeOf);
        const subject = `The ${kind} "${name}" of ${method}`;
        return typeFault(subject, element, dataTypes ?? others?.dataTypes, dataTypeOf);
      }),
    ];
  });
}

/** Where the parameters of a ClaimsTransformation differ from what its method expects. */
export function parameterFaults(
  transformation: ClaimsTransformation,
  { method, signature }: Transformation,
): TransformationFault[] {
  const { inputParameters: slots, otherInputParameters: others } = signature;
  const named = transformation.inputParameters.map((element) => ({ element, name: element.id }));
  const kind = 'parameter';
  return [
    ...nameFaults({ method, kind, owner: transformation, named, slots, others }),
    ...named.flatMap(({ element, name }) => {
      const subject = `The parameter "${name}" of ${method}`;
      return parameterFault(subject, element, slots.get(name), others);
    }),
  ];
}

interface Names<Slot extends { readonly isRequired: boolean }> {
  readonly method: string;
  readonly kind: string;
  readonly owner: PolicyElement;
  readonly named: readonly { readonly element: PolicyElement; readonly name: string }[];
  readonly slots: IdMap<Slot>;
  readonly others: OtherSlots | undefined;
}

/** Names that are unknown, twice, or missing. */
function nameFaults<Slot extends { readonly isRequired: boolean }>(
  names: Names<Slot>,
): TransformationFault[] {
  const { method, kind, owner, named, slots, others } = names;
  const seen = new Set<string>();
  const faults = named.flatMap(({ element, name }) => {
    const isKnown = slots.has(name) || others?.pattern.test(name);
    const isTwice = slots.has(name) && seen.has(fold(name));
    seen.add(fold(name));
    if (isTwice) return [{ element, message: `${method} takes one ${kind} "${name}".` }];
    if (isKnown) return [];
    const hint = didYouMean(name, slots.keys());
    return [{ element, message: `${method} has no ${kind} "${name}".${hint}` }];
  });
  const missing = [...slots].filter(([name, slot]) => slot.isRequired && !seen.has(fold(name)));
  const needs = missing.map(([name]) => ({
    element: owner,
    message: `${method} needs the ${kind} "${name}".`,
  }));
  return [...faults, ...needs];
}

/** An output that is a copy has the one DataType of what it copies. */
function dataTypesAllowed(
  slot: ClaimSlot | undefined,
  { inputClaims }: ClaimsTransformation,
  dataTypeOf: DataTypeOf,
): readonly DataType[] | undefined {
  const source = inputClaims.find((claim) => transformationClaimType(claim) === slot?.sameTypeAs);
  const dataType = source && dataTypeOf(source.claimTypeReferenceId);
  return dataType ? [dataType] : slot?.dataTypes;
}

function typeFault(
  subject: string,
  element: TransformationClaim,
  allowed: readonly DataType[] | undefined,
  dataTypeOf: DataTypeOf,
): TransformationFault[] {
  const dataType = dataTypeOf(element.claimTypeReferenceId);
  if (!allowed || !dataType || allowed.includes(dataType)) return [];
  const claim = `the claim "${element.claimTypeReferenceId}" is ${dataType}`;
  return [{ element, message: `${subject} must be ${allowed.join(' or ')}; ${claim}.` }];
}

function parameterFault(
  subject: string,
  element: InputParameter,
  slot: ParameterSlot | undefined,
  others: OtherSlots | undefined,
): TransformationFault[] {
  const dataTypes = slot ? [slot.dataType] : others?.dataTypes;
  if (dataTypes && !dataTypes.includes(element.dataType)) {
    const wanted = dataTypes.join(' or ');
    return [{ element, message: `${subject} must have the DataType ${wanted}.` }];
  }
  if (!slot || isToken(element.value) || readParameter(slot, element.value) !== undefined)
    return [];
  const allowed = slot.allowedValues?.map((value) => `"${value}"`).join(' or ');
  return [{ element, message: `${subject} must be ${allowed ?? `a value of ${slot.dataType}`}.` }];
}

/** What a build replaces before the upload is not judged. */
function isToken(value: string): boolean {
  return /[{}#]|__/.test(value);
}
