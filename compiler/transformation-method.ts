import type { Transformation } from './define-transformation.ts';
import type { EffectivePolicy } from './model.ts';
import type { ClaimsTransformation } from './model-transformations.ts';
import {
  parameterFaults,
  signatureFaults,
  type TransformationFault,
} from './transformation-faults.ts';
import { findTransformation } from './transformations/index.ts';

/** A ClaimsTransformation of a policy, and its method. */
interface KnownTransformation {
  readonly transformation: ClaimsTransformation;
  readonly method: Transformation;
}

/** The claims transformations whose method is known. */
function knownTransformations(policy: EffectivePolicy): KnownTransformation[] {
  return policy.claimsTransformations.values().flatMap((transformation) => {
    const method = findTransformation(transformation.transformationMethod);
    return method ? { transformation, method } : [];
  });
}

/**
 * How sure it is that B2C refuses a fault. refused: input claims of documented methods, which it
 * compares at upload. assumed: output claims, and methods of no current page.
 * @see facts claims-transformations 1.2, 10
 */
export type Certainty = 'refused' | 'assumed';

/** Where claims differ from the signature of their method. */
export function claimFaults(policy: EffectivePolicy, certainty: Certainty): TransformationFault[] {
  const dataTypeOf = (id: string) => policy.claimTypes.get(id)?.dataType;
  return knownTransformations(policy).flatMap(({ transformation, method }) => {
    const faults = signatureFaults(transformation, method, dataTypeOf);
    const isRefused = ({ about }: TransformationFault) =>
      about === 'input claim' && !method.isUndocumented;
    const asked = faults.filter((fault) => isRefused(fault) === (certainty === 'refused'));
    return joinNames(transformation, asked);
  });
}

/** Where parameters differ from the signature of their method. */
export function inputParameterFaults(policy: EffectivePolicy): TransformationFault[] {
  return knownTransformations(policy).flatMap(({ transformation, method }) =>
    joinNames(transformation, parameterFaults(transformation, method)),
  );
}

/** A name that is wrong makes another one missing: one finding tells both, at the wrong one. */
function joinNames(
  owner: ClaimsTransformation,
  faults: readonly TransformationFault[],
): TransformationFault[] {
  const missing = faults.filter(({ element }) => element === owner);
  const told = faults
    .filter(({ element }) => element !== owner)
    .map((fault) => {
      const index = missing.findIndex(({ about }) => about === fault.about);
      if (index < 0 || !fault.message.includes(' has no ')) return fault;
      const [other] = missing.splice(index, 1);
      return { ...fault, message: `${fault.message} ${other?.message}` };
    });
  return [...told, ...missing];
}
