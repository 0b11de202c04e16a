import { TransformationFailed } from '../shared/errors.ts';
import type { ClaimValue } from './claim-value.ts';
import type {
  NamedClaim,
  NamedOutput,
  NamedParameter,
  OutputRestriction,
  Signature,
  Transformation,
  TransformationCall,
} from './define-transformation.ts';
import { fold, type IdMap } from './id-map.ts';
import type { DataType } from './model.ts';
import type {
  ClaimsTransformation,
  InputParameter,
  TransformationClaim,
} from './model-transformations.ts';
import { readParameter, replaceExpressions } from './transformation-parameter.ts';
import type { ClaimSlot, ParameterSlot, ParameterValue } from './transformation-slots.ts';

/** What a journey lends a claims transformation. */
export interface TransformationContext
  extends Pick<TransformationCall, 'now' | 'randomBytes' | 'policyKey' | 'localizedString'> {
  /** `RelyingPartyTenantId` → the tenant's name, and its like. @see facts claims-transformations 1.5 */
  readonly expressions: ReadonlyMap<string, string>;
  /** The claims bag: undefined for a claim that is absent, null for one that is empty. */
  readonly claim: (claimTypeReferenceId: string) => ClaimValue | undefined;
  readonly dataTypeOf: (claimTypeReferenceId: string) => DataType | undefined;
  readonly restrictionOf: (claimTypeReferenceId: string) => OutputRestriction;
}

/** The values of a ClaimsTransformation under the names of its method's signature. */
export interface Binding
  extends Pick<
    TransformationCall,
    'otherInputClaims' | 'otherInputParameters' | 'otherOutputClaims'
  > {
  readonly inputClaims: Readonly<Record<string, ClaimValue | undefined>>;
  readonly inputParameters: Readonly<Record<string, ParameterValue | undefined>>;
  /** In document order. */
  readonly outputClaims: readonly BoundOutput[];
}

/** An output claim under the signature's name, else the policy's. */
export interface BoundOutput extends NamedOutput {
  readonly claimTypeReferenceId: string;
}

/**
 * Brings what a ClaimsTransformation declares together with what its method expects. What the method
 * does not expect is left aside: that is for lint to say.
 * @throws {TransformationFailed} for what is missing, of another DataType, or without a value
 */
export function bindTransformation(
  { inputClaims, inputParameters, outputClaims }: ClaimsTransformation,
  { signature }: Transformation,
  context: TransformationContext,
): Binding {
  const inputs = inputClaims.map((claim) => bindClaim(claim, signature.inputClaims, context));
  const outputs = outputClaims.map((claim) => bindClaim(claim, signature.outputClaims, context));
  return {
    inputClaims: mapSlots(signature.inputClaims, (name, slot) =>
      claimValue(slot, name, inputs, context),
    ),
    inputParameters: mapSlots(signature.inputParameters, (name, slot) =>
      parameterValue(slot, name, inputParameters, context),
    ),
    outputClaims: outputs,
    otherInputClaims: inputs
      .filter(({ name }) => !signature.inputClaims.has(name))
      .map((claim) => otherClaim(claim, context)),
    otherInputParameters: inputParameters
      .filter(({ id }) => !signature.inputParameters.has(id))
      .flatMap((parameter) => otherParameter(parameter, signature.otherInputParameters, context)),
    otherOutputClaims: outputs.filter(({ name }) => !signature.outputClaims.has(name)),
  };
}

/** The name of a claim in its method's signature; a claim that says none has its own. */
export function transformationClaimType(claim: TransformationClaim): string {
  return claim.transformationClaimType ?? claim.claimTypeReferenceId;
}

/** Ids in a signature are ours, so an object may have them as keys. */
function mapSlots<Slot, Value>(
  slots: IdMap<Slot>,
  bind: (name: string, slot: Slot) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Array.from(slots, ([name, slot]) => [name, bind(name, slot)]));
}

function bindClaim(
  claim: TransformationClaim,
  slots: IdMap<ClaimSlot>,
  { dataTypeOf }: TransformationContext,
): BoundOutput {
  const { claimTypeReferenceId } = claim;
  const written = transformationClaimType(claim);
  const dataType = dataTypeOf(claimTypeReferenceId);
  if (!dataType) throw new TransformationFailed(`The claim "${claimTypeReferenceId}" has no type.`);
  const dataTypes = slots.get(written)?.dataTypes;
  if (dataTypes && !dataTypes.includes(dataType)) {
    throw new TransformationFailed(
      `The claim "${claimTypeReferenceId}" is of type ${dataType}; "${written}" must be ${dataTypes.join(' or ')}.`,
    );
  }
  const name = slots.keys().find((key) => fold(key) === fold(written)) ?? written;
  return { name, dataType, claimTypeReferenceId };
}

function claimValue(
  slot: ClaimSlot,
  name: string,
  declared: readonly BoundOutput[],
  context: TransformationContext,
): ClaimValue | undefined {
  const claim = declared.find((candidate) => candidate.name === name);
  if (!claim && slot.isRequired) throw new TransformationFailed(`It has no InputClaim "${name}".`);
  const value = claim && context.claim(claim.claimTypeReferenceId);
  if (value !== undefined && value !== null) return value;
  const absence = value === null && slot.absence.includes(null) ? null : undefined;
  if (slot.absence.includes(absence)) return absence;
  throw new TransformationFailed(
    `The claim "${claim?.claimTypeReferenceId}" ("${name}") has no value.`,
  );
}

function otherClaim(claim: BoundOutput, context: TransformationContext): NamedClaim {
  return { ...claim, value: context.claim(claim.claimTypeReferenceId) ?? undefined };
}

function parameterValue(
  slot: ParameterSlot,
  name: string,
  declared: readonly InputParameter[],
  { expressions }: TransformationContext,
): ParameterValue | undefined {
  const parameter = declared.find(({ id }) => fold(id) === fold(name));
  if (!parameter && slot.isRequired) {
    throw new TransformationFailed(`It has no InputParameter "${name}".`);
  }
  if (!parameter) return slot.defaultValue;
  const text = slot.hasExpressions
    ? replaceExpressions(parameter.value, expressions)
    : parameter.value;
  const value = readParameter(slot, text);
  if (value !== undefined) return value;
  throw new TransformationFailed(`The value of the InputParameter "${name}" is not allowed.`);
}

function otherParameter(
  { id, dataType, value }: InputParameter,
  slots: Signature['otherInputParameters'],
  { expressions }: TransformationContext,
): NamedParameter[] {
  if (!slots) return [];
  const type = slots.dataTypes.find((candidate) => candidate === dataType);
  const text = slots.hasExpressions ? replaceExpressions(value, expressions) : value;
  const read = type && readParameter({ dataType: type }, text);
  if (read !== undefined) return [{ name: id, dataType, value: read }];
  throw new TransformationFailed(`The InputParameter "${id}" is not allowed.`);
}
