import type { ClaimValues } from './claim-value.ts';
import type { DataType } from './model.ts';

/**
 * A claim in the signature of a TransformationMethod; its key there is the TransformationClaimType.
 * A DataType alone stands for a claim that must be declared and must have a value.
 */
export interface ClaimSlot<
  Type extends DataType = DataType,
  Absence extends null | undefined = null | undefined,
> {
  readonly dataTypes: readonly Type[];
  /** Whether a ClaimsTransformation of the method must declare it. */
  readonly isRequired: boolean;
  /** What `transform` sees of a claim without a value; where it is empty, such a claim ends the journey. */
  readonly absence: readonly Absence[];
  /** The input claim whose DataType this output must share. */
  readonly sameTypeAs?: string;
}

/** The DataTypes that parameters of the known methods have. */
export type ParameterType = 'string' | 'boolean' | 'int' | 'long' | 'dateTime';

/** The value of an InputParameter. */
export type ParameterValue = ClaimValues[ParameterType];

/**
 * An InputParameter in a signature; its key there is the parameter's Id. A DataType alone stands for
 * one that must be declared.
 */
export interface ParameterSlot<
  Type extends ParameterType = ParameterType,
  Allowed extends string = string,
  Absence extends undefined = undefined,
> {
  readonly dataType: Type;
  /** Compared without regard to case; absent: any text. @see facts claims-transformations 1.3 */
  readonly allowedValues?: readonly Allowed[];
  readonly isRequired: boolean;
  readonly absence: readonly Absence[];
  /** What stands for the parameter where it is not declared. */
  readonly defaultValue?: ParameterValue;
  /** Whether `{RelyingPartyTenantId}` and the like are replaced. @see facts claims-transformations 1.5 */
  readonly hasExpressions?: boolean;
}

/** Claims or parameters that a method takes beyond the fixed ones, under names of the policy's choice. */
export interface OtherSlots<Type extends DataType = DataType> {
  readonly dataTypes: readonly Type[];
  /** How such a name is made, in words: `a dotted path`. */
  readonly names: string;
  readonly pattern: RegExp;
  readonly hasExpressions?: boolean;
}

/** The claims of a signature by TransformationClaimType. */
export type ClaimSlots = Readonly<Record<string, DataType | ClaimSlot>>;

/** The parameters of a signature by Id. */
export type ParameterSlots = Readonly<Record<string, ParameterType | ParameterSlot>>;

/** What `transform` sees of the input claims. */
export type InputValues<Slots extends ClaimSlots> = {
  readonly [Name in keyof Slots]: InputValue<Slots[Name]>;
};

type InputValue<Slot> = Slot extends DataType
  ? ClaimValues[Slot]
  : Slot extends ClaimSlot<infer Type, infer Absence>
    ? ClaimValues[Type] | Absence
    : never;

/** What `transform` returns: null empties the claim, undefined leaves it as it is. */
export type OutputValues<Slots extends ClaimSlots> = {
  readonly [Name in keyof Slots]: ClaimValues[DataTypeOf<Slots[Name]>] | null | undefined;
};

type DataTypeOf<Slot> = Slot extends DataType
  ? Slot
  : Slot extends ClaimSlot<infer Type>
    ? Type
    : never;

/** What `transform` sees of the parameters. */
export type ParameterValues<Slots extends ParameterSlots> = {
  readonly [Name in keyof Slots]: ValueOfParameter<Slots[Name]>;
};

type ValueOfParameter<Slot> = Slot extends ParameterType
  ? ClaimValues[Slot]
  : Slot extends ParameterSlot<infer Type, infer Allowed, infer Absence>
    ? (Type extends 'string' ? Allowed : ClaimValues[Type]) | Absence
    : never;

/** Every DataType, for methods that take any claim. */
export const everyDataType = [
  'string',
  'boolean',
  'int',
  'long',
  'date',
  'dateTime',
  'duration',
  'phoneNumber',
  'stringCollection',
  'userIdentity',
  'userIdentityCollection',
  'alternativeSecurityIdCollection',
  'objectIdentity',
  'objectIdentityCollection',
] as const satisfies readonly DataType[];

/** A claim that must be declared, and need not have a value. */
export function orAbsent<const Type extends DataType>(
  ...dataTypes: readonly Type[]
): ClaimSlot<Type, undefined> {
  return { dataTypes, isRequired: true, absence: [undefined] };
}

/** As `orAbsent`; `transform` also sees whether a claim without a value exists and is empty. */
export function orNull<const Type extends DataType>(
  ...dataTypes: readonly Type[]
): ClaimSlot<Type, null | undefined> {
  return { dataTypes, isRequired: true, absence: [undefined, null] };
}

/** A claim that need not be declared. */
export function optionalClaim<const Type extends DataType>(
  ...dataTypes: readonly Type[]
): ClaimSlot<Type, undefined> {
  return { dataTypes, isRequired: false, absence: [undefined] };
}

/** An output claim that must have the same DataType as an input claim, of which it is a copy. */
export function sameTypeAs<Type extends DataType>(
  name: string,
  slot: ClaimSlot<Type>,
): ClaimSlot<Type> {
  return { ...slot, sameTypeAs: name };
}

/** A parameter with a closed list of values, as the documentation spells them. */
export function oneOf<const Allowed extends string>(
  ...allowedValues: readonly Allowed[]
): ParameterSlot<'string', Allowed, never> {
  return { dataType: 'string', allowedValues, isRequired: true, absence: [] };
}

/**
 * Text in which `{TechnicalProfileId}`, `{RelyingPartyTenantId}`, `{TrustFrameworkTenantId}` and
 * `{AuthenticatorIssuer}` are replaced. @see facts claims-transformations 1.5
 */
export const withExpressions: ParameterSlot<'string', string, never> = {
  dataType: 'string',
  isRequired: true,
  absence: [],
  hasExpressions: true,
};

/** A parameter that need not be declared. */
export function optionalParameter<const Slot extends ParameterType | ParameterSlot>(
  slot: Slot,
): ParameterSlot<ParameterTypeOf<Slot>, AllowedOf<Slot>, undefined> {
  return { ...fullParameter(slot), isRequired: false, absence: [undefined] };
}

/** A parameter that need not be declared, and what stands for it then. */
export function parameterOr<const Slot extends ParameterType | ParameterSlot>(
  slot: Slot,
  defaultValue: ValueOfParameter<Slot> & ParameterValue,
): ParameterSlot<ParameterTypeOf<Slot>, AllowedOf<Slot>, never> {
  return { ...fullParameter(slot), isRequired: false, absence: [], defaultValue };
}

type ParameterTypeOf<Slot> = Slot extends ParameterType
  ? Slot
  : Slot extends ParameterSlot<infer Type>
    ? Type
    : never;

type AllowedOf<Slot> = Slot extends { readonly allowedValues?: readonly (infer Allowed)[] }
  ? Allowed & string
  : string;

/** The full form of a claim in a signature. */
export function fullClaim(slot: DataType | ClaimSlot): ClaimSlot {
  return typeof slot === 'string' ? { dataTypes: [slot], isRequired: true, absence: [] } : slot;
}

/** The full form of a parameter in a signature. */
export function fullParameter<Slot extends ParameterType | ParameterSlot>(
  slot: Slot,
): ParameterSlot<ParameterTypeOf<Slot>, AllowedOf<Slot>, never> {
  const full = typeof slot === 'string' ? { dataType: slot, isRequired: true, absence: [] } : slot;
  return full as ParameterSlot<ParameterTypeOf<Slot>, AllowedOf<Slot>, never>;
}
