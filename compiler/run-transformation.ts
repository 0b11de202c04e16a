import { TransformationFailed } from '../shared/errors.ts';
import type { ClaimValue } from './claim-value.ts';
import type { Transformation, TransformationOutput } from './define-transformation.ts';
import { IdMap } from './id-map.ts';
import type { ClaimsTransformation } from './model-transformations.ts';
import {
  type Binding,
  bindTransformation,
  type TransformationContext,
} from './transformation-binding.ts';
import { findTransformation } from './transformations/index.ts';

/** A claim that a transformation sets, or with null empties. */
export interface TransformedClaim {
  readonly claimTypeReferenceId: string;
  readonly value: ClaimValue;
}

/**
 * Runs a ClaimsTransformation of a policy; what it leaves as it is, is not among the results.
 * @throws {TransformationFailed} where the journey must not go on; it names no value
 * @see facts claims-transformations 1
 */
export async function runTransformation(
  transformation: ClaimsTransformation,
  context: TransformationContext,
): Promise<readonly TransformedClaim[]> {
  const method = findTransformation(transformation.transformationMethod);
  if (!method) {
    const name = transformation.transformationMethod;
    throw new TransformationFailed(`There is no TransformationMethod "${name}".`);
  }
  const binding = bindTransformation(transformation, method, context);
  const output = await transform(method, binding, context);
  const { otherOutputClaims = new Map<string, ClaimValue>(), ...fixed } = output;
  const values = new IdMap<unknown>(Object.entries(fixed));
  return binding.outputClaims.flatMap(({ name, claimTypeReferenceId }) => {
    const value = values.get(name) ?? otherOutputClaims.get(name);
    const isSet = value !== undefined || values.get(name) === null;
    return isSet ? [{ claimTypeReferenceId, value: (value ?? null) as ClaimValue }] : [];
  });
}

function transform(
  method: Transformation,
  { inputClaims, inputParameters, outputClaims, ...others }: Binding,
  context: TransformationContext,
): TransformationOutput | Promise<TransformationOutput> {
  const { now, randomBytes, policyKey, localizedString } = context;
  const restrictionOf = (name: string) => {
    const output = outputClaims.find((claim) => claim.name === name);
    return output
      ? context.restrictionOf(output.claimTypeReferenceId)
      : { options: [], predicateGroups: [] };
  };
  return method.transform(inputClaims, inputParameters, {
    ...{ now, randomBytes, policyKey, localizedString, restrictionOf },
    ...others,
  });
}
