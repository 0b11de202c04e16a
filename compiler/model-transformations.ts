import type { DataType } from './model.ts';
import type { PolicyElement } from './source.ts';

/** @see facts claims-transformations 1 */
export interface ClaimsTransformation extends PolicyElement {
  readonly id: string;
  readonly transformationMethod: string;
  readonly inputClaims: readonly TransformationClaim[];
  readonly inputParameters: readonly InputParameter[];
  readonly outputClaims: readonly TransformationClaim[];
}

/** The InputClaim or OutputClaim of a ClaimsTransformation. */
export interface TransformationClaim extends PolicyElement {
  readonly claimTypeReferenceId: string;
  /** Absent: the claim's own name. */
  readonly transformationClaimType?: string;
}

export interface InputParameter extends PolicyElement {
  readonly id: string;
  readonly dataType: DataType;
  readonly value: string;
}
