import * as z from 'zod';
import {
  type ClaimRule,
  claimRules,
  type PatternRule,
  type PredicateGroupRule,
} from './claim-rules.ts';
import { type DataType, type DataTypeSchema, dataTypes } from './data-types.ts';

/** What a ClaimType of the policy says of its values. */
export interface ClaimTypeOptions<Type extends DataType, Value extends string> {
  readonly id: string;
  readonly dataType: Type;
  /** Restriction/Enumeration: the values of a string claim that holds one of them. */
  readonly enumeration?: readonly Value[];
  /** Restriction/Pattern. */
  readonly pattern?: PatternRule;
  /** PredicateValidationReference: every group must hold. */
  readonly predicates?: readonly PredicateGroupRule[];
}

/** The schema of a claim: that of its DataType, narrowed to the enumeration's values. */
export type ClaimSchema<Type extends DataType, Value extends string> = [Value] extends [never]
  ? DataTypeSchema<Type>
  : Type extends 'string'
    ? z.ZodType<Value, Value>
    : DataTypeSchema<Type>;

/** What `serve` knows of a claim's schema besides its DataType. */
export interface ClaimDefinition {
  readonly id: string;
  readonly dataType: DataType;
  readonly enumeration: readonly string[] | undefined;
  readonly rules: readonly ClaimRule[];
  /** What the rules were made of. */
  readonly restrictions: {
    readonly pattern: PatternRule | undefined;
    readonly predicates: readonly PredicateGroupRule[];
  };
}

const definitions = new WeakMap<z.core.$ZodType, ClaimDefinition>();
const ids = new Set<string>();

/** Whether a ClaimType of the policy has that id, in whatever letter case. */
export function isClaimTypeId(name: string): boolean {
  return ids.has(name.toLowerCase());
}

/**
 * Makes the schema of one ClaimType. The schema enforces the DataType alone; enumeration, pattern and
 * predicates are rules beside it, which a profile observes or enforces.
 */
export function claimType<const Type extends DataType, const Value extends string = never>(
  options: ClaimTypeOptions<Type, Value>,
): ClaimSchema<Type, Value> {
  const schema: z.ZodType = schemaOf(options.dataType).clone();
  const { id, dataType, enumeration, pattern, predicates = [] } = options;
  ids.add(id.toLowerCase());
  const restrictions = { pattern, predicates };
  definitions.set(schema, { id, dataType, enumeration, rules: claimRules(options), restrictions });
  return schema as ClaimSchema<Type, Value>;
}

const schemas = new Map<DataType, z.ZodType>();

/** A DataType's schema is made once and copied: copies are cheap, and hundreds of parts are not at a cold start. */
function schemaOf(dataType: DataType): z.ZodType {
  const known = schemas.get(dataType);
  if (known) return known;
  const made: z.ZodType = dataTypes[dataType].schema();
  schemas.set(dataType, made);
  return made;
}

/** The definition behind a member of a profile's `input` or `output`; undefined for other schemas. */
export function claimDefinition(schema: z.core.$ZodType): ClaimDefinition | undefined {
  const claim = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  return definitions.get(claim);
}
