import type { PredicateGroupRule } from '../shared/claim-rules.ts';
import { TransformationFailed } from '../shared/errors.ts';
import type { ClaimValue } from './claim-value.ts';
import { IdMap } from './id-map.ts';
import type { DataType } from './model.ts';
import {
  type ClaimSlot,
  type ClaimSlots,
  fullClaim,
  fullParameter,
  type InputValues,
  type OtherSlots,
  type OutputValues,
  type ParameterSlot,
  type ParameterSlots,
  type ParameterType,
  type ParameterValue,
  type ParameterValues,
} from './transformation-slots.ts';

/** What a claims transformation may know beyond its claims and parameters. */
export interface TransformationCall {
  readonly now: Date;
  /** Cryptographic randomness, or a seeded sequence where a journey must be repeatable. */
  readonly randomBytes: (length: number) => Uint8Array;
  /** The secret of a policy key, by its name; undefined where there is none. */
  readonly policyKey: (name: string) => string | undefined;
  /** A LocalizedString in the language of the journey; undefined where that has none. */
  readonly localizedString: (elementType: string, stringId: string) => string | undefined;
  /** What the policy asks of the claim that is declared as this output. */
  readonly restrictionOf: (transformationClaimType: string) => OutputRestriction;
  /** What is declared beyond the fixed names of the signature, in document order. */
  readonly otherInputClaims: readonly NamedClaim[];
  readonly otherInputParameters: readonly NamedParameter[];
  readonly otherOutputClaims: readonly NamedOutput[];
}

/** A ClaimType's options (the localized list before its own) and its predicates. */
export interface OutputRestriction {
  readonly options: readonly { readonly text: string; readonly value: string }[];
  readonly predicateGroups: readonly PredicateGroupRule[];
}

/** An output claim under a name of the policy's choice. */
export interface NamedOutput {
  readonly name: string;
  readonly dataType: DataType;
}

/** An input claim under a name of the policy's choice; undefined: it has no value. */
export interface NamedClaim extends NamedOutput {
  readonly value: Exclude<ClaimValue, null> | undefined;
}

/** A parameter under a name of the policy's choice. */
export interface NamedParameter extends NamedOutput {
  readonly value: ParameterValue;
}

/** What a policy must, may and must not declare for a method. Read by lint and before each run. */
export interface Signature {
  readonly inputClaims: IdMap<ClaimSlot>;
  readonly inputParameters: IdMap<ParameterSlot>;
  readonly outputClaims: IdMap<ClaimSlot>;
  readonly otherInputClaims?: OtherSlots;
  readonly otherInputParameters?: OtherSlots<ParameterType>;
  readonly otherOutputClaims?: OtherSlots;
}

/**
 * One run of a method, shown in `docs/transformations.md` and run by its test. Parameters are text, as
 * in a policy. It ends in `output`, or in the message of `failsWith`.
 */
export interface TransformationExample {
  readonly claims?: Readonly<Record<string, ClaimValue>>;
  readonly parameters?: Readonly<Record<string, string>>;
  /** LocalizedStrings by StringId. */
  readonly localizedStrings?: Readonly<Record<string, string>>;
  /** What the output's ClaimType asks: its options, or a pattern that is its one predicate. */
  readonly restriction?:
    | { readonly options: OutputRestriction['options'] }
    | { readonly pattern: string };
  readonly output?: Readonly<Record<string, ClaimValue>>;
  readonly failsWith?: string;
}

interface TransformationFacts {
  /** The TransformationMethod; policies write it in any case. */
  readonly method: string;
  /** One sentence for the page. */
  readonly summary: string;
  /** Sentences for the page on what no documentation settles, and how we read it. */
  readonly unconfirmed?: string;
  /** The metadata Item and ErrorMessage StringId of the message that a failed assertion shows. */
  readonly messageKey?: string;
  /** Why it is accepted in a policy and never run. */
  readonly refusal?: string;
  /** Seen in samples, and in no current page: a signature that differs is a warning only. */
  readonly isUndocumented?: boolean;
  readonly example?: TransformationExample;
  readonly otherInputClaims?: OtherSlots;
  readonly otherInputParameters?: OtherSlots<ParameterType>;
  readonly otherOutputClaims?: OtherSlots;
}

/** Claims under names of the policy's choice, beside the fixed outputs. */
interface OtherOutputs {
  readonly otherOutputClaims?: ReadonlyMap<string, ClaimValue>;
}

/** A TransformationMethod with its types forgotten, as lists hold it. */
export interface Transformation extends TransformationFacts {
  readonly signature: Signature;
  transform(
    inputClaims: Readonly<Record<string, ClaimValue | undefined>>,
    inputParameters: Readonly<Record<string, ParameterValue | undefined>>,
    call: TransformationCall,
  ): TransformationOutput | Promise<TransformationOutput>;
}

/** Values by TransformationClaimType: null empties the claim, undefined leaves it as it is. */
export type TransformationOutput = OtherOutputs & Readonly<Record<string, unknown>>;

/**
 * Defines a TransformationMethod: a signature, which lint reads, and `transform`, which is pure and
 * gets the values in the types of the signature.
 * @throws `transform` throws {@link TransformationFailed} where the journey must not go on.
 */
export function defineTransformation<
  Transform extends (
    inputClaims: InputValues<Inputs>,
    inputParameters: ParameterValues<Parameters>,
    call: TransformationCall,
  ) => Result<Outputs> | Promise<Result<Outputs>>,
  const Inputs extends ClaimSlots = Record<never, never>,
  const Parameters extends ParameterSlots = Record<never, never>,
  const Outputs extends ClaimSlots = Record<never, never>,
>(
  definition: Definition<Inputs, Parameters, Outputs, Transform> & NoOthers<Outputs, Transform>,
): Defined<Inputs, Parameters, Outputs, Transform> {
  const { inputClaims, inputParameters, outputClaims } = definition;
  const { otherInputClaims, otherInputParameters, otherOutputClaims } = definition;
  const signature: Signature = {
    inputClaims: slots(inputClaims, fullClaim),
    inputParameters: slots(inputParameters, fullParameter),
    outputClaims: slots(outputClaims, fullClaim),
    ...(otherInputClaims && { otherInputClaims }),
    ...(otherInputParameters && { otherInputParameters }),
    ...(otherOutputClaims && { otherOutputClaims }),
  };
  return { ...definition, signature };
}

/** What the `transform` of a method that is never run does. */
export function refused(refusal: string): never {
  throw new TransformationFailed(refusal);
}

interface Definition<Inputs, Parameters, Outputs, Transform> extends TransformationFacts {
  /** By TransformationClaimType. */
  readonly inputClaims?: Inputs;
  /** By Id. */
  readonly inputParameters?: Parameters;
  /** By TransformationClaimType. */
  readonly outputClaims?: Outputs;
  readonly transform: Transform;
}

/** Written out: the declarations of a build must not name what this file keeps to itself. */
type Defined<Inputs, Parameters, Outputs, Transform> = Omit<Transformation, 'transform'> & {
  readonly inputClaims?: Inputs;
  readonly inputParameters?: Parameters;
  readonly outputClaims?: Outputs;
  readonly transform: Transform;
};

type Result<Outputs extends ClaimSlots> = OutputValues<Outputs> & OtherOutputs;

/** TypeScript would let a function return more than it must. */
type NoOthers<Outputs, Transform extends (...inputs: never[]) => unknown> = [
  Exclude<keyof Returned<Transform>, keyof Outputs | keyof OtherOutputs>,
] extends [never]
  ? unknown
  : { readonly transform: 'It returns an output that the signature does not have.' };

/** One that never returns has no outputs. */
type Returned<Transform extends (...inputs: never[]) => unknown> = [ReturnType<Transform>] extends [
  never,
]
  ? Record<never, never>
  : Awaited<ReturnType<Transform>>;

function slots<Short, Full>(
  shorts: Readonly<Record<string, Short>> = {},
  full: (short: Short) => Full,
): IdMap<Full> {
  return new IdMap(Object.entries(shorts).map(([name, short]) => [name, full(short)]));
}
